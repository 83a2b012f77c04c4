using System.Collections.Immutable;
using System.Text.Json.Nodes;
using PolyK8s.Engine.Manifests;
using PolyK8s.Fixtures;

namespace PolyK8s.Cluster.EndToEnd.Install;

/// <summary>T-41: whatever an API server lets anybody write is sent to the webhook, or left out for a reason somebody wrote down.</summary>
[Collection(EndToEnd.Name)]
public sealed class DiscoveryTests(Stage stage)
{
    // Left out of the validating configuration, and why.
    private static readonly ImmutableDictionary<string, string> LeftOut = new[]
    {
        ("an incident needs it", "/bindings /pods/binding /pods/eviction /nodes /nodes/status /nodes/proxy certificates.k8s.io/certificatesigningrequests certificates.k8s.io/certificatesigningrequests/status certificates.k8s.io/certificatesigningrequests/approval"),
        ("the machinery writes it all the time", "/events events.k8s.io/events coordination.k8s.io/leases /endpoints discovery.k8s.io/endpointslices"),
        ("nothing is stored: RBAC decides", "/pods/attach /pods/exec /pods/portforward /pods/proxy /services/proxy /serviceaccounts/token authentication.k8s.io/tokenreviews authentication.k8s.io/selfsubjectreviews authorization.k8s.io/localsubjectaccessreviews authorization.k8s.io/selfsubjectaccessreviews authorization.k8s.io/selfsubjectrulesreviews authorization.k8s.io/subjectaccessreviews"),
        ("nobody's business", "/secrets"),
        ("written by controllers, and no rule reads it", "/persistentvolumeclaims/status /persistentvolumes/status /replicationcontrollers/status /resourcequotas/status /services/status autoscaling/horizontalpodautoscalers/status networking.k8s.io/ingresses/status policy/poddisruptionbudgets/status storage.k8s.io/volumeattachments/status apiextensions.k8s.io/customresourcedefinitions/status apiregistration.k8s.io/apiservices/status flowcontrol.apiserver.k8s.io/flowschemas/status flowcontrol.apiserver.k8s.io/prioritylevelconfigurations/status internal.apiserver.k8s.io/storageversions/status extensions/ingresses/status networking.k8s.io/servicecidrs/status resource.k8s.io/resourceclaims/status"),
        ("changes a number, and no rule reads it", "/replicationcontrollers/scale"),
        ("no rule is about it", "/limitranges /resourcequotas flowcontrol.apiserver.k8s.io/flowschemas flowcontrol.apiserver.k8s.io/prioritylevelconfigurations internal.apiserver.k8s.io/storageversions node.k8s.io/runtimeclasses resource.k8s.io/deviceclasses resource.k8s.io/resourceslices scheduling.k8s.io/priorityclasses"),
        ("an API server sends none of these to webhooks", "admissionregistration.k8s.io/mutatingwebhookconfigurations admissionregistration.k8s.io/validatingwebhookconfigurations admissionregistration.k8s.io/mutatingadmissionpolicies admissionregistration.k8s.io/mutatingadmissionpolicybindings admissionregistration.k8s.io/validatingadmissionpolicies admissionregistration.k8s.io/validatingadmissionpolicies/status admissionregistration.k8s.io/validatingadmissionpolicybindings"),
        ("what they name is not watched", "resource.k8s.io/resourceclaims resource.k8s.io/resourceclaimtemplates"),
        ("sent as networking.k8s.io, which it is equivalent to", "extensions/ingresses"),
        ("only its author's own controllers write it: RBAC", "safety.poly-k8s.io/*/status"),
    }.SelectMany(entry => entry.Item2.Split(' ').Select(resource => (Resource: resource, Why: entry.Item1))).ToImmutableDictionary(e => e.Resource, e => e.Why);

    // Named in the rules for API servers that serve more than this one.
    private static readonly string[] OnOtherServers = ["/pods/ephemeralcontainers", "/pods/resize", "argoproj.io/", "helm.toolkit.fluxcd.io/", "kustomize.toolkit.fluxcd.io/", "policy.networking.k8s.io/"];

    [Fact]
    public async Task T_41_Every_writable_resource_is_sent_or_left_out_for_a_reason()
    {
        var rules = Rules();
        var unsent = (await Written()).Where(resource => !rules.Any(rule => rule.Takes(resource))).ToArray();
        Assert.Equal("", string.Join(", ", unsent.Where(resource => !LeftOut.ContainsKey(resource) && !LeftOut.ContainsKey(AnyOfGroup(resource)))));
        Assert.Equal("", string.Join(", ", LeftOut.Keys.Where(resource => rules.Any(rule => rule.Takes(resource)))));
    }

    [Fact]
    public async Task T_41_Every_resource_a_rule_names_exists()
    {
        var known = await Written();
        var named = Rules().SelectMany(rule => from g in rule.Groups from r in rule.Resources where !r.Contains('*', StringComparison.Ordinal) select (Groups: rule.Groups, Resource: r)).Distinct();
        Assert.All(named, name => Assert.True(
            name.Groups.Any(g => known.Contains($"{g}/{name.Resource}") || OnOtherServers.Any(other => $"{g}/{name.Resource}".StartsWith(other, StringComparison.Ordinal))), $"no API has `{name.Resource}`"));
    }

    private static string AnyOfGroup(string resource) => resource.Split('/') is [var group, _, var sub] ? $"{group}/*/{sub}" : "";

    private static ImmutableArray<Rule> Rules() =>
        [.. ManifestReader.Read(File.ReadAllBytes(Path.Combine(Repository.Root, "config", "webhook", "validating.yaml")), "").Manifests.Single()
            .Root.ItemsAt("webhooks")[0].ItemsAt("rules").Select(rule => new Rule(rule.TextsAt("apiGroups"), rule.TextsAt("resources"), rule.TextsAt("operations")))];

    /// <summary>Everything anybody may write, <c>GROUP/RESOURCE[/SUBRESOURCE]</c>; of custom resources only ours.</summary>
    private async Task<ImmutableHashSet<string>> Written()
    {
        var groups = JsonNode.Parse(await stage.Kubectl.Get("get", "--raw=/apis"))!["groups"]!.AsArray().Select(g => (string)g!["preferredVersion"]!["groupVersion"]!)
            .Where(version => version.Split('/')[0] is var group && (!group.Contains('.', StringComparison.Ordinal) || group.EndsWith(".k8s.io", StringComparison.Ordinal) || group == "safety.poly-k8s.io"));
        var written = ImmutableHashSet.CreateBuilder<string>();
        foreach (var (group, path) in groups.Select(version => (version.Split('/')[0], $"/apis/{version}")).Prepend(("", "/api/v1")))
        {
            var resources = JsonNode.Parse(await stage.Kubectl.Get("get", $"--raw={path}"))!["resources"]!.AsArray();
            written.UnionWith(resources.Where(r => r!["verbs"]!.AsArray().Any(v => (string)v! is "create" or "update" or "patch")).Select(r => $"{group}/{(string)r!["name"]!}"));
        }

        return written.ToImmutable();
    }

    private sealed record Rule(ImmutableArray<string> Groups, ImmutableArray<string> Resources, ImmutableArray<string> Operations)
    {
        public bool Takes(string resource)
        {
            var (group, name) = (resource[..resource.IndexOf('/', StringComparison.Ordinal)], resource[(resource.IndexOf('/', StringComparison.Ordinal) + 1)..]);
            return Operations.Contains("UPDATE") && Groups.Contains(group)
                && Resources.Any(r => r == name || r == "*/*" || (r == "*" && !name.Contains('/', StringComparison.Ordinal)));
        }
    }
}
