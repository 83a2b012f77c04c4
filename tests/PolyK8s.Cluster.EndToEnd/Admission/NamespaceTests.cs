using System.Text.Json.Nodes;
using PolyK8s.Cluster.EndToEnd.Processes;

namespace PolyK8s.Cluster.EndToEnd.Admission;

/// <summary>Labels of namespaces, by which profiles find them.</summary>
[Collection(EndToEnd.Name)]
public sealed class NamespaceTests(Stage stage)
{
    [Fact]
    public async Task T_40_A_label_takes_no_namespace_out_of_an_enforcing_profile()
    {
        var (ns, user) = (await stage.Namespace(), $"labeller-{Guid.NewGuid():N}"[..20]);
        (await stage.Kubectl.Apply($$"""
            apiVersion: rbac.authorization.k8s.io/v1
            kind: ClusterRole
            metadata: {name: {{user}}}
            rules: [{apiGroups: [""], resources: [namespaces, namespaces/finalize], verbs: [get, update, patch]}]
            ---
            apiVersion: rbac.authorization.k8s.io/v1
            kind: ClusterRoleBinding
            metadata: {name: {{user}}}
            roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: {{user}}}
            subjects: [{kind: User, name: {{user}}, apiGroup: rbac.authorization.k8s.io}]
            """)).OrFail();
        var labeller = stage.Kubectl.As(user);
        var refused = await Eventually.Get(() => labeller.Run("label", "namespace", ns, $"{Stage.Label}-", "--dry-run=server"), r => r.Errors.Contains("SafeCapability/", StringComparison.Ordinal));
        Assert.Contains("SafeCapability/namespace-leaves-profile", refused.Errors, StringComparison.Ordinal);
        Assert.Contains("profile `e2e-enforce`", refused.Errors, StringComparison.Ordinal);
        (await labeller.Run("label", "namespace", ns, "team=a")).OrFail();

        // Labels are stored through this subresource too.
        var finalized = JsonNode.Parse(await stage.Kubectl.Get("get", "namespace", ns, "-o", "json"))!;
        finalized["metadata"]!["labels"]!.AsObject().Remove(Stage.Label);
        var aside = await labeller.Raw("replace", $"/api/v1/namespaces/{ns}/finalize", finalized.ToJsonString());
        Assert.False(aside.Succeeded, aside.Text);
        Assert.Contains("SafeCapability/namespace-leaves-profile", aside.Errors, StringComparison.Ordinal);

        // Who may change the profile may also take a namespace out of it.
        (await stage.Kubectl.Run("label", "namespace", ns, $"{Stage.Label}-")).OrFail();
    }
}
