using System.Globalization;
using PolyK8s.Cluster.Reporting;
using PolyK8s.Engine;
using PolyK8s.Engine.Manifests;

namespace PolyK8s.Cluster.Tests.Operating;

/// <summary>Reports are one for each namespace and module, and bounded.</summary>
public sealed class ReportTests
{
    [Fact]
    public void A_report_shows_two_hundred_results_and_counts_all()
    {
        var round = new ReportRound();
        for (var i = 0; i < 500; i++)
        {
            round.Add(Pod("shop", i), [Finding("SafeGraph/dependency-cycle", i % 2 == 0 ? Effect.Deny : Effect.Warn), Finding("SafeSchema/structure", Effect.Excepted)]);
        }

        Assert.Equal([("shop", "SafeGraph"), ("shop", "SafeSchema")], round.Tallies.Keys.Order());
        var graph = round.Tallies[("shop", "SafeGraph")];
        Assert.Equal((250, 250, 0, ReportRound.MostResults), (graph.Fail, graph.Warn, graph.Skip, graph.Shown.Count));
        Assert.Equal(500, round.Tallies[("shop", "SafeSchema")].Skip);
    }

    [Theory]
    [InlineData(ReportKind.OpenReports, "/apis/openreports.io/v1alpha1/namespaces/shop/reports/poly-k8s-safegraph", "/apis/openreports.io/v1alpha1/clusterreports/poly-k8s-safegraph")]
    [InlineData(ReportKind.PolicyReports, "/apis/wgpolicyk8s.io/v1alpha2/namespaces/shop/policyreports/poly-k8s-safegraph", "/apis/wgpolicyk8s.io/v1alpha2/clusterpolicyreports/poly-k8s-safegraph")]
    public async Task A_round_writes_one_for_each_namespace_and_module_and_takes_old_ones_away(ReportKind kind, params string[] paths)
    {
        await using var api = await TestApi.StartAsync();
        api.Lists.Enqueue((200, """{"items":[{"metadata":{"name":"poly-k8s-safegraph","namespace":"gone"}}]}"""));
        using var connection = api.Connect();
        var round = new ReportRound();
        round.Add(Pod("shop", 1), [Finding("SafeGraph/dependency-cycle", Effect.Deny)]);
        round.Add(Pod("", 2), [Finding("SafeGraph/dependency-cycle", Effect.Warn)]);
        await new ReportWriter(new(connection), kind, null).WriteAsync(round, default);
        var written = api.Requests.Where(r => r.Contains("fieldManager", StringComparison.Ordinal)).Select(r => r[..r.IndexOf('?', StringComparison.Ordinal)]);
        Assert.Equal(paths.Order(), written.Order());
        Assert.Contains(api.Requests, r => r.Contains("/namespaces/gone/", StringComparison.Ordinal) && r.EndsWith("/poly-k8s-safegraph", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Without_their_definitions_one_line_says_what_is_missing()
    {
        await using var api = await TestApi.StartAsync();
        using var connection = api.Connect();
        var round = new ReportRound();
        round.Add(Pod("shop", 1), [Finding("SafeGraph/dependency-cycle", Effect.Deny)]);
        var said = new List<string>();
        var writer = new ReportWriter(new(connection), ReportKind.OpenReports, said.Add);
        await writer.WriteAsync(round, default);
        await writer.WriteAsync(round, default);
        Assert.Equal(["reports: the cluster knows no `reports` of `openreports.io/v1alpha1`; install their CustomResourceDefinitions, or leave `--reports` out"], said);
    }

    private static Manifest Pod(string ns, int number) => new(ManifestNode.Object(
        ("apiVersion", ManifestNode.Of("v1")),
        ("kind", ManifestNode.Of("Pod")),
        ("metadata", ManifestNode.Object(("name", ManifestNode.Of(string.Create(CultureInfo.InvariantCulture, $"p{number}"))), ("namespace", ns.Length == 0 ? null : ManifestNode.Of(ns))))));

    private static Finding Finding(string rule, Effect effect) => new()
    {
        Rule = rule,
        Reason = "r",
        Detail = "d",
        Path = "p",
        Witness = ManifestNode.Null,
        Fix = "f",
        Severity = Severity.Error,
        Effect = effect,
    };
}
