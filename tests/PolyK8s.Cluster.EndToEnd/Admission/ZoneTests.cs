using PolyK8s.Cluster.EndToEnd.Processes;

namespace PolyK8s.Cluster.EndToEnd.Admission;

/// <summary>What opens a zone is refused on the real API server, whichever object it is that changes; a zone counts from the moment it is there.</summary>
[Collection(EndToEnd.Name)]
public sealed class ZoneTests(Stage stage)
{
    [Fact]
    public async Task Refuses_what_opens_a_zone_that_was_made_while_it_ran()
    {
        var ns = await Zone();

        await Refused(() => stage.Kubectl.Run("delete", "networkpolicy", "closed", "-n", ns, "--dry-run=server"), "SafePolicy/zone-border-opened", "no NetworkPolicy isolates");

        await Refused(() => Try(Policy(ns, "closed", "{podSelector: {}, policyTypes: [Ingress], ingress: [{}]}")), "SafePolicy/zone-border-opened", $"{ns}/web`");
        await Refused(() => Try(Policy(ns, "open", "{podSelector: {}, ingress: [{from: [{namespaceSelector: {}}], ports: [{port: 8080}]}]}")), "SafePolicy/zone-border-opened", "TCP 8080 from");
        await Refused(() => Try($"{{apiVersion: v1, kind: Service, metadata: {{name: web, namespace: {ns}}}, spec: {{type: NodePort, selector: {{app: web}}, ports: [{{port: 80}}]}}}}"), "SafePolicy/zone-exposed", "from outside the cluster");
        await Refused(() => Try(Deployment(ns, "hostNetwork: true, ")), "SafePolicy/zone-border-opened", "shares the network of its node");
        var narrow = await Try(Policy(ns, "narrow", "{podSelector: {}, ingress: []}"));
        Assert.True(narrow.Succeeded, narrow.Text);
    }

    [Fact]
    public async Task Warns_of_a_label_and_of_a_zone_that_open_one()
    {
        var (ns, other) = (await Zone(), await stage.Namespace("bystander"));
        (await stage.Kubectl.Apply(Deployment(other, ""))).OrFail();
        var labelled = await Eventually.Get(() => stage.Kubectl.Run("label", "namespace", other, $"zone={ns}", "--dry-run=server"), r => r.Errors.Contains("SafePolicy/zone-border-opened", StringComparison.Ordinal));
        Assert.Contains("SafePolicy/zone-border-opened", labelled.Errors, StringComparison.Ordinal);

        var zone = await Eventually.Get(() => Try($"{{apiVersion: safety.poly-k8s.io/v1alpha1, kind: NetworkZone, metadata: {{name: {other}}}, spec: {{class: Restricted, namespaces: {{matchLabels: {{kubernetes.io/metadata.name: {other}}}}}, allowIngress: []}}}}"), r => r.Errors.Contains("SafePolicy/zone-border-opened", StringComparison.Ordinal));
        Assert.Contains("SafePolicy/zone-border-opened", zone.Errors, StringComparison.Ordinal);
        Assert.True((await stage.Kubectl.Run("delete", "networkzone", ns)).Succeeded);
    }

    /// <summary>A namespace of its own zone, with a workload that a policy isolates.</summary>
    private async Task<string> Zone()
    {
        var ns = await stage.Namespace();
        (await stage.Kubectl.Run("label", "namespace", ns, $"zone={ns}")).OrFail();
        (await stage.Kubectl.Apply(Policy(ns, "closed", "{podSelector: {}}"))).OrFail();
        (await stage.Kubectl.Apply(Deployment(ns, ""))).OrFail();
        (await stage.Kubectl.Apply($"{{apiVersion: safety.poly-k8s.io/v1alpha1, kind: NetworkZone, metadata: {{name: {ns}}}, spec: {{class: Restricted, namespaces: {{matchLabels: {{zone: {ns}}}}}, allowIngress: []}}}}")).OrFail();
        return ns;
    }

    private Task<Finished> Try(string manifest) => stage.Kubectl.Apply(manifest, "--dry-run=server");

    // Zone, policy and workload are new, and come by a watch each.
    private static async Task Refused(Func<Task<Finished>> attempt, string rule, string why)
    {
        var answer = await Eventually.Get(attempt, a => !a.Succeeded && a.Errors.Contains(rule, StringComparison.Ordinal) && a.Errors.Contains(why, StringComparison.Ordinal));
        Assert.False(answer.Succeeded, answer.Text);
        Assert.Contains(rule, answer.Errors, StringComparison.Ordinal);
        Assert.Contains(why, answer.Errors, StringComparison.Ordinal);
    }

    private static string Policy(string ns, string name, string spec) => $"{{apiVersion: networking.k8s.io/v1, kind: NetworkPolicy, metadata: {{name: {name}, namespace: {ns}}}, spec: {spec}}}";

    private static string Deployment(string ns, string host) => $$"""
        apiVersion: apps/v1
        kind: Deployment
        metadata: {name: web, namespace: {{ns}}}
        spec:
          replicas: 0
          selector: {matchLabels: {app: web} }
          template:
            metadata: {labels: {app: web} }
            spec: { {{host}}containers: [{name: web, image: 'registry.example/web:1', ports: [{containerPort: 8080}]}] }
        """;
}
