using CsCheck;
using PolyK8s.Engine.Manifests;
using PolyK8s.Engine.Networks;

namespace PolyK8s.Engine.Tests.Networks;

/// <summary>What must not change the answer, or may change it in one way only.</summary>
public sealed class MetamorphicTests
{
    private const int Clusters = 60;

    private static readonly Gen<Manifest[]> Any = NetworkVocabulary.Cluster(known: true, wide: 2);
    private static readonly Gen<Manifest[]> OnlyNetworkPolicies = NetworkVocabulary.Cluster(known: true, wide: 0);

    [Fact]
    public void Is_blind_to_the_order_of_objects_rules_peers_and_ports_of_network_policies() => OnlyNetworkPolicies.Sample(
        objects => Assert.Equal(Answers(objects), Answers([.. objects.Reverse().Select(o => o.Kind == "NetworkPolicy" ? o with { Root = Reversed(o.Root) } : o)])),
        iter: Clusters);

    [Fact]
    public void Only_opens_when_an_isolated_pod_gets_one_more_policy() => OnlyNetworkPolicies.Sample(
        objects =>
        {
            Manifest[] isolated = [.. objects, .. new[] { "x", "y", "z" }.Select(Isolation)];
            foreach (var one in objects.Where(o => o.Kind == "NetworkPolicy"))
            {
                var without = isolated.Where(o => !ReferenceEquals(o, one)).ToArray();
                Assert.All(Answers(without).Zip(Answers(isolated)), pair => Assert.True(pair.First != Reach.Allowed || pair.Second == Reach.Allowed));
            }
        },
        iter: Clusters);

    [Fact]
    public void Is_blind_to_names_of_pods_and_policies() => Any.Sample(
        objects => Assert.Equal(Answers(objects), Answers([.. objects.Select(o => o.Kind is "Namespace" ? o : Renamed(o, $"q{o.Name}"))])),
        iter: Clusters);

    [Fact]
    public void Is_blind_to_rules_split_into_policies_of_their_own() => OnlyNetworkPolicies.Sample(
        objects => Assert.Equal(Answers(objects), Answers([.. objects.SelectMany(o => o.Kind == "NetworkPolicy" ? Split(o) : [o])])),
        iter: Clusters);

    [Fact]
    public void Is_blind_to_labels_written_as_expressions() => Any.Sample(
        objects => Assert.Equal(Answers(objects), Answers([.. objects.Select(o => o with { Root = Expressed(o.Root) })])),
        iter: Clusters);

    [Fact]
    public void Answers_for_a_workload_as_for_its_pods() => NetworkVocabulary.Cluster(known: false, wide: 2).Sample(
        objects =>
        {
            var bare = objects.Select(o => o.Kind == "Pod" ? o with { Root = Without(o.Root, "status") } : o).ToArray();
            Assert.Equal(Answers(bare, self: false), Answers([.. bare.Select(o => o.Kind == "Pod" ? Workload(o) : o)], self: false));
        },
        iter: Clusters);

    [Fact]
    public void Follows_objects_one_by_one_to_what_a_fresh_start_gives() => Gen.Select(Any, Any).Sample(
        (before, after) =>
        {
            var view = ClusterView.Of(before);
            _ = NetworkReach.Of(view).Pods;
            view = before.Aggregate(view, (v, o) => v.Without(o)).With(after);
            Assert.Equal(Answers(after), Answers(NetworkReach.Of(view), self: true));
        },
        iter: Clusters);

    private static List<Reach> Answers(Manifest[] objects, bool self = true) => Answers(NetworkReach.Of(ClusterView.Of(objects)), self);

    private static List<Reach> Answers(NetworkReach reach, bool self)
    {
        var ends = reach.Pods.OrderBy(p => p.Namespace, StringComparer.Ordinal).ThenBy(p => p.Name[^1]).Select(FlowEnd.Of)
            .Concat(NetworkVocabulary.Addresses.Select(a => FlowEnd.Of(NetworkAddress.Parse(a)!.Value))).ToList();
        return [.. from f in ends from t in ends where self || f != t from p in FlowProtocols.All from n in NetworkVocabulary.Ports select reach.Ask(new(f, t, p, n)).Reach];
    }

    private static Manifest Isolation(string ns) => new(ManifestNode.Object(
        ("apiVersion", ManifestNode.Of("networking.k8s.io/v1")),
        ("kind", ManifestNode.Of("NetworkPolicy")),
        ("metadata", ManifestNode.Object(("namespace", ManifestNode.Of(ns)), ("name", ManifestNode.Of("isolation")))),
        ("spec", ManifestNode.Object(("podSelector", ManifestNode.Object()), ("policyTypes", ManifestNode.Array(["Ingress", "Egress"]))))));

    private static ManifestNode Reversed(ManifestNode node) => node.Kind switch
    {
        NodeKind.Array => ManifestNode.Array([.. node.Items.Reverse().Select(Reversed)]),
        NodeKind.Object => ManifestNode.Object([.. node.Members.Select(m => m with { Value = Reversed(m.Value) })]),
        _ => node,
    };

    private static ManifestNode Expressed(ManifestNode node) => node.Kind switch
    {
        NodeKind.Array => ManifestNode.Array([.. node.Items.Select(Expressed)]),
        NodeKind.Object when node["matchLabels"] is { } labels => ManifestNode.Object([new("matchExpressions", ManifestNode.Array([.. labels.Members.Select(l =>
            ManifestNode.Object(("key", ManifestNode.Of(l.Name)), ("operator", ManifestNode.Of("In")), ("values", ManifestNode.Array([l.Value.Text]))))]))]),
        NodeKind.Object => ManifestNode.Object([.. node.Members.Select(m => m with { Value = Expressed(m.Value) })]),
        _ => node,
    };

    private static Manifest Renamed(Manifest manifest, string name) =>
        manifest with { Root = Set(manifest.Root, "metadata", Set(manifest.Root["metadata"]!, "name", ManifestNode.Of(name))) };

    private static IEnumerable<Manifest> Split(Manifest policy)
    {
        var spec = policy.Root["spec"]!;
        var types = spec.TextsAt("policyTypes") is { Length: > 0 } written ? written : spec.ItemsAt("egress").IsEmpty ? ["Ingress"] : ["Ingress", "Egress"];
        spec = Set(spec, "policyTypes", ManifestNode.Array(types));
        var rules = new[] { "ingress", "egress" }.SelectMany(d => spec.ItemsAt(d).Select(r => (d, r)));
        return rules.Select(r => Set(Without(Without(spec, "ingress"), "egress"), r.d, ManifestNode.Array([r.r]))).Append(Without(Without(spec, "ingress"), "egress"))
            .Select((s, i) => Renamed(policy with { Root = Set(policy.Root, "spec", s) }, $"{policy.Name}-{i}"));
    }

    private static Manifest Workload(Manifest pod)
    {
        var labels = pod.Root.At("metadata", "labels");
        var root = ManifestNode.Object(
            ("apiVersion", ManifestNode.Of("apps/v1")),
            ("kind", ManifestNode.Of("StatefulSet")),
            ("metadata", Without(pod.Root["metadata"]!, "labels")),
            ("spec", ManifestNode.Object(("template", ManifestNode.Object(("metadata", ManifestNode.Object(("labels", labels))), ("spec", pod.Root["spec"]))))));
        return new(root);
    }

    private static ManifestNode Without(ManifestNode node, string name) => ManifestNode.Object([.. node.Members.Where(m => m.Name != name)]);

    private static ManifestNode Set(ManifestNode node, string name, ManifestNode value) => ManifestNode.Object([.. node.Members.Where(m => m.Name != name), new(name, value)]);
}
