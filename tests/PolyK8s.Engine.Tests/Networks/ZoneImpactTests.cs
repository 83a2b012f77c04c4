using System.Text;
using CsCheck;
using PolyK8s.Engine.Manifests;
using PolyK8s.Engine.Networks;
using PolyK8s.Engine.Networks.Zones;

namespace PolyK8s.Engine.Tests.Networks;

/// <summary>What a change does to zones is looked for where it may be found alone; nothing is skipped by that.</summary>
public sealed class ZoneImpactTests
{
    private const int Changes = 600;

    private static readonly string[] Zone =
    [
        "{apiVersion: v1, kind: Namespace, metadata: {name: pay, labels: {zone: pay}}}",
        "{apiVersion: safety.poly-k8s.io/v1alpha1, kind: NetworkZone, metadata: {name: pay}, spec: {class: Restricted, namespaces: {matchLabels: {zone: pay}}, allowIngress: []}}",
        "{apiVersion: networking.k8s.io/v1, kind: NetworkPolicy, metadata: {name: closed, namespace: pay}, spec: {podSelector: {}}}",
    ];

    [Fact]
    public void Misses_no_breach_of_a_border_and_makes_none_up() => NetworkVocabulary.Change.Sample(
        change =>
        {
            var (impact, before, after) = Judged(change);
            var found = impact.Breaches().ToList();
            Assert.All(found, breach => Assert.True(PlainZones.IsNew(before, after, breach), $"made up: {breach.Key}"));
            Assert.Null(Missed(before, after, found));
        },
        iter: Changes,
        print: Text);

    /// <summary>Ways to skip too much: each is one that an index of the product could take.</summary>
    public static TheoryData<string> Skipping => [.. Skips.Keys];

    [Theory]
    [MemberData(nameof(Skipping))]
    public void Notices_when_too_much_is_skipped(string skip) => Assert.Contains(Enumerable.Range(0, 20 * Changes), _ =>
    {
        var (impact, before, after) = Judged(NetworkVocabulary.Change.Single());
        return Missed(before, after, [.. impact.Breaches().Where(breach => !Skips[skip](breach))]) is not null;
    });

    private static readonly Dictionary<string, Func<ZoneBreach, bool>> Skips = new()
    {
        ["what goes out"] = breach => breach.Direction == FlowDirection.Egress,
        ["addresses"] = breach => breach.Flow is { } flow && (flow.From.Pod is null || flow.To.Pod is null),
        ["pods outside"] = breach => breach.Flow is { From.Pod: not null, To.Pod: not null },
        ["pods that nobody isolates"] = breach => breach.Flow is null,
        ["ports that are not the first"] = breach => breach.Flow is { Port: > 1 },
    };

    private static string? Missed(PlainZones before, PlainZones after, List<ZoneBreach> found) => PlainZones.Breaches(before, after)
        .Where(plain => !found.Any(b => b.Zone.Name == plain.Zone && b.Direction == plain.Direction && Alike.Once([b.Subject, plain.Pod]).Count() == 1))
        .Select(plain => $"missed: {plain.Zone} {plain.Direction} {plain.Pod}")
        .FirstOrDefault();

    [Fact]
    public void Misses_no_flow_that_is_closed_inside_and_makes_none_up() => NetworkVocabulary.Change.Sample(
        change =>
        {
            var (impact, before, after) = Judged(change);
            var found = impact.Lost().ToList();
            Assert.All(found, lost => Assert.True(PlainZones.IsLost(before, after, lost.Zone.Name, lost.Flow)));
            Assert.Equal(PlainZones.Losing(before, after).Order(StringComparer.Ordinal), found.Select(lost => lost.Zone.Name).Distinct().Order(StringComparer.Ordinal));
        },
        iter: Changes,
        print: Text);

    [Fact]
    public void Lists_many_findings_and_lets_one_stand_for_the_rest()
    {
        var pods = Enumerable.Range(0, FirstFindings.Most + 50).Select(i => $"{{apiVersion: v1, kind: Pod, metadata: {{name: p{i}, namespace: pay, labels: {{app: a{i}}}}}, spec: {{containers: [{{name: c, image: i}}]}}}}");
        var set = ManifestReader.Read(Encoding.UTF8.GetBytes(string.Join("\n---\n", [.. pods, .. Zone])), "test.yaml").Manifests;
        var rule = new Judge(RuleBook.All.Select(["SafePolicy/zone-border-opened"], []));
        var findings = rule.Decide(new(Operation.Delete, set[^1], null), ClusterView.Of(set), Policies.Strict).Findings;
        Assert.Equal(FirstFindings.Most + 1, findings.Length);
        Assert.Equal("50", findings[^1].Witness["more"]!.Text);
        Assert.Equal(Effect.Deny, findings[^1].Effect);
    }

    [Fact]
    public void Sees_a_named_port_of_a_pod_on_the_network_of_its_node()
    {
        string[] objects =
        [
            "{apiVersion: v1, kind: Namespace, metadata: {name: pay, labels: {zone: pay}}}",
            "{apiVersion: v1, kind: Pod, metadata: {name: me, namespace: pay}, spec: {containers: [{name: c, image: i}]}}",
            "{apiVersion: v1, kind: Pod, metadata: {name: host, namespace: other}, spec: {hostNetwork: true, containers: [{name: c, image: i, ports: [{name: dns, protocol: UDP, containerPort: 443}]}]}, status: {podIPs: [{ip: 10.0.1.1}]}}",
            "{apiVersion: safety.poly-k8s.io/v1alpha1, kind: NetworkZone, metadata: {name: pay}, spec: {class: Restricted, namespaces: {matchLabels: {zone: pay}}, allowEgress: []}}",
            "{apiVersion: policy.networking.k8s.io/v1alpha2, kind: ClusterNetworkPolicy, metadata: {name: named}, spec: {tier: Baseline, priority: 1, subject: {namespaces: {}}, egress: [{action: Deny, to: [{networks: [10.0.1.1/32]}], protocols: [{destinationNamedPort: dns}]}]}}",
        ];
        Manifest[] set = [.. ManifestReader.Read(Encoding.UTF8.GetBytes(string.Join("\n---\n", objects)), "test.yaml").Manifests];
        var (impact, before, after) = Judged((set, set[^1], null));
        var breach = Assert.Single(impact.Breaches());
        Assert.Equal(("host", 443, FlowDirection.Egress), (breach.Flow!.To.Pod!.Name, breach.Flow.Port, breach.Direction));
        Assert.Null(Missed(before, after, [breach]));
    }

    [Theory]
    [InlineData("[]", false)]
    [InlineData("[{ipBlock: {cidr: 10.0.0.0/8}}]", false)]
    [InlineData("[]", true)]
    [InlineData("[{ipBlock: {cidr: 10.0.0.0/8}}]", true)]
    public void Sees_a_pod_outside_give_a_port_the_name_that_anybody_is_let_through_by(string to, bool onHost)
    {
        string Outside(string port) => $"{{apiVersion: v1, kind: Pod, metadata: {{name: out, namespace: other}}, spec: {{hostNetwork: {(onHost ? "true" : "false")}, containers: [{{name: c, image: i, ports: [{port}]}}]}}, status: {{podIPs: [{{ip: 10.0.1.2}}]}}}}";
        string[] objects =
        [
            "{apiVersion: v1, kind: Namespace, metadata: {name: pay, labels: {zone: pay}}}",
            "{apiVersion: v1, kind: Pod, metadata: {name: me, namespace: pay}, spec: {containers: [{name: c, image: i}]}}",
            "{apiVersion: safety.poly-k8s.io/v1alpha1, kind: NetworkZone, metadata: {name: pay}, spec: {class: Restricted, namespaces: {matchLabels: {zone: pay}}, allowEgress: []}}",
            $"{{apiVersion: networking.k8s.io/v1, kind: NetworkPolicy, metadata: {{name: named, namespace: pay}}, spec: {{podSelector: {{}}, egress: [{{to: {to}, ports: [{{port: dns}}]}}]}}}}",
            Outside("{name: dns, protocol: UDP, containerPort: 53}"),
            Outside("{name: dns, containerPort: 80}"),
        ];
        Manifest[] all = [.. ManifestReader.Read(Encoding.UTF8.GetBytes(string.Join("\n---\n", objects)), "test.yaml").Manifests];
        var (impact, before, after) = Judged((all[..^1], all[^2], all[^1]));
        var breach = Assert.Single(impact.Breaches());
        Assert.Equal(("me", "out", 80), (breach.Subject.Name, breach.Flow!.To.Pod!.Name, breach.Flow.Port));
        Assert.Null(Missed(before, after, [breach]));
    }

    [Fact]
    public void Sees_a_pod_outside_leave_the_list_of_a_zone_whose_policies_let_everybody_in()
    {
        static string Outside(string role) => $"{{apiVersion: v1, kind: Pod, metadata: {{name: out, namespace: other, labels: {{role: {role}}}}}, spec: {{containers: [{{name: c, image: i}}]}}}}";
        string[] objects =
        [
            "{apiVersion: v1, kind: Namespace, metadata: {name: pay, labels: {zone: pay}}}",
            "{apiVersion: v1, kind: Pod, metadata: {name: me, namespace: pay}, spec: {containers: [{name: c, image: i}]}}",
            "{apiVersion: safety.poly-k8s.io/v1alpha1, kind: NetworkZone, metadata: {name: pay}, spec: {class: Restricted, namespaces: {matchLabels: {zone: pay}}, allowIngress: [{from: [{namespaceSelector: {}, podSelector: {matchLabels: {role: shop}}}]}]}}",
            "{apiVersion: networking.k8s.io/v1, kind: NetworkPolicy, metadata: {name: anybody, namespace: pay}, spec: {podSelector: {}, ingress: [{}]}}",
            Outside("shop"),
            Outside("stranger"),
        ];
        Manifest[] all = [.. ManifestReader.Read(Encoding.UTF8.GetBytes(string.Join("\n---\n", objects)), "test.yaml").Manifests];
        var (impact, before, after) = Judged((all[..^1], all[^2], all[^1]));
        var breach = Assert.Single(impact.Breaches());
        Assert.Equal(("me", "out"), (breach.Subject.Name, breach.Flow!.From.Pod!.Name));
        Assert.Null(Missed(before, after, [breach]));
    }

    [Fact]
    public void Sees_a_block_let_in_the_pods_that_a_cluster_wide_policy_kept_out()
    {
        string[] objects =
        [
            "{apiVersion: v1, kind: Namespace, metadata: {name: pay, labels: {zone: pay}}}",
            "{apiVersion: v1, kind: Pod, metadata: {name: me, namespace: pay}, spec: {containers: [{name: c, image: i}]}}",
            "{apiVersion: v1, kind: Pod, metadata: {name: out, namespace: other}, spec: {containers: [{name: c, image: i}]}, status: {podIPs: [{ip: 10.0.1.2}]}}",
            "{apiVersion: safety.poly-k8s.io/v1alpha1, kind: NetworkZone, metadata: {name: pay}, spec: {class: Restricted, namespaces: {matchLabels: {zone: pay}}, allowIngress: []}}",
            "{apiVersion: policy.networking.k8s.io/v1alpha2, kind: ClusterNetworkPolicy, metadata: {name: base}, spec: {tier: Baseline, priority: 1, subject: {namespaces: {}}, ingress: [{action: Deny, from: [{namespaces: {}}]}]}}",
            "{apiVersion: networking.k8s.io/v1, kind: NetworkPolicy, metadata: {name: block, namespace: pay}, spec: {podSelector: {}, ingress: [{from: [{ipBlock: {cidr: 10.0.0.0/8}}]}]}}",
        ];
        Manifest[] all = [.. ManifestReader.Read(Encoding.UTF8.GetBytes(string.Join("\n---\n", objects)), "test.yaml").Manifests];
        var (impact, before, after) = Judged((all[..^1], null, all[^1]));
        var breach = Assert.Single(impact.Breaches());
        Assert.Equal(("me", "out"), (breach.Subject.Name, breach.Flow!.From.Pod?.Name));
        Assert.Null(Missed(before, after, [breach]));
    }

    private static (ZoneImpact Impact, PlainZones Before, PlainZones After) Judged((Manifest[] Before, Manifest? Old, Manifest? New) change)
    {
        var operation = change.New is null ? Operation.Delete : change.Old is null ? Operation.Create : Operation.Update;
        Manifest[] rest = [.. change.Before.Where(o => !ReferenceEquals(o, change.Old))];
        return (
            ZoneImpact.Of(new(operation, change.Old, change.New), ClusterView.Of(change.Before)),
            new(change.Before),
            new(change.New is null ? rest : [.. rest, change.New]));
    }

    private static string Text((Manifest[] Before, Manifest? Old, Manifest? New) change) =>
        $"{string.Join('\n', change.Before.Select(o => o.Root))}\nold: {change.Old?.Root}\nnew: {change.New?.Root}";
}
