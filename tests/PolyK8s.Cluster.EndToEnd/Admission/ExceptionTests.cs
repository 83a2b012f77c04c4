using PolyK8s.Cluster.EndToEnd.Processes;

namespace PolyK8s.Cluster.EndToEnd.Admission;

/// <summary>Exceptions in a running webhook, and who can write one.</summary>
/// <remarks>T-48: an exception holds in its own namespace and until it expires; whoever may write workloads may not write exceptions.</remarks>
[Collection(EndToEnd.Name)]
public sealed class ExceptionTests(Stage stage)
{
    [Fact]
    public async Task T_48_An_exception_lets_pass_with_a_warning_until_it_is_gone()
    {
        var ns = await stage.Namespace();
        var first = await Cycle(ns);
        Assert.False(first.Succeeded, first.Text);

        (await stage.Kubectl.Apply(Exception(ns, "2099-01-01T00:00:00Z"))).OrFail();
        var excepted = await Eventually.Get(() => Cycle(ns), r => r.Succeeded);
        Assert.True(excepted.Succeeded, excepted.Text);
        Assert.Contains($"excepted (would deny) by `{ns}/for-web` until 2099-01-01T00:00:00Z: SafeGraph/dependency-cycle", excepted.Errors, StringComparison.Ordinal);

        (await stage.Kubectl.Apply(Exception(ns, "2020-01-01T00:00:00Z"))).OrFail();
        var expired = await Eventually.Get(() => Cycle(ns), r => !r.Succeeded);
        Assert.False(expired.Succeeded, expired.Text);
    }

    [Fact]
    public async Task T_48_Whoever_may_write_workloads_cannot_exempt_himself()
    {
        var ns = await stage.Namespace();
        (await stage.Kubectl.Apply(Workload.User(ns, "dev", "[{apiGroups: [apps], resources: [deployments], verbs: ['*']}]"))).OrFail();
        var dev = stage.Kubectl.As("dev");
        var refused = await dev.Create(Exception(ns, "2099-01-01T00:00:00Z"));
        Assert.False(refused.Succeeded);
        Assert.Contains("safetyexceptions.safety.poly-k8s.io is forbidden", refused.Errors, StringComparison.Ordinal);

        var marked = Workload.Deployment(ns, "web", dependsOn: "web").Replace("annotations:", "labels: {safety.poly-k8s.io/exception: for-web, safety.poly-k8s.io/mode: warn}\n  annotations:", StringComparison.Ordinal);
        // Until RBAC knows the grant it refuses, and that is not the refusal that is meant.
        var still = await Eventually.Get(() => dev.Create(marked, "--dry-run=server"), r => r.Succeeded || !r.Errors.Contains("is forbidden: User", StringComparison.Ordinal));
        Assert.False(still.Succeeded, still.Text);
        Assert.Contains("SafeGraph/dependency-cycle", still.Errors, StringComparison.Ordinal);
    }

    private Task<Finished> Cycle(string ns) => stage.Kubectl.Apply(Workload.Deployment(ns, "web", dependsOn: "web"), "--dry-run=server");

    private static string Exception(string ns, string ends) => $$"""
        apiVersion: safety.poly-k8s.io/v1alpha1
        kind: SafetyException
        metadata: {name: for-web, namespace: {{ns}}}
        spec:
          rules: [SafeGraph/dependency-cycle]
          objects: [{kinds: [Deployment], names: [web]}]
          reason: for a test
          expiresAt: "{{ends}}"
        """;
}
