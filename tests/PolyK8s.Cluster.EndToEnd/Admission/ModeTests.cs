using PolyK8s.Cluster.EndToEnd.Processes;

namespace PolyK8s.Cluster.EndToEnd.Admission;

/// <summary>Profiles take effect in a running webhook.</summary>
[Collection(EndToEnd.Name)]
public sealed class ModeTests(Stage stage)
{
    [Fact]
    public async Task Warns_where_no_profile_speaks_and_refuses_once_one_enforces()
    {
        var mode = $"later-{Guid.NewGuid():N}"[..16];
        var ns = await stage.Namespace(mode);
        (await stage.Kubectl.Apply(Workload.Deployment(ns, "first", dependsOn: "second"))).OrFail();

        var warned = await Eventually.Get(() => Close(ns), r => r.Errors.Contains("SafeGraph/dependency-cycle", StringComparison.Ordinal));
        Assert.True(warned.Succeeded, warned.Text);
        Assert.Contains("Warning: ", warned.Errors, StringComparison.Ordinal);
        Assert.Contains("SafeGraph/dependency-cycle", warned.Errors, StringComparison.Ordinal);

        await stage.Enforce(mode);
        var refused = await Eventually.Get(() => Close(ns), r => !r.Succeeded);
        Assert.False(refused.Succeeded, refused.Text);
        Assert.Contains("SafeGraph/dependency-cycle", refused.Errors, StringComparison.Ordinal);
    }

    private Task<Finished> Close(string ns) => stage.Kubectl.Apply(Workload.Deployment(ns, "second", dependsOn: "first"), "--dry-run=server");
}
