using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using PolyK8s.Engine.Manifests;
using PolyK8s.Fixtures;

namespace PolyK8s.Cluster.EndToEnd.Install;

/// <summary>Alert rules and dashboard ask for metrics that exist, and each alert is explained.</summary>
public sealed partial class MonitoringTests
{
    private static readonly string File = Path.Combine(Repository.Root, "config", "monitoring", "monitoring.yaml");

    [Fact]
    public void Every_metric_they_ask_for_is_one_we_show()
    {
        var asked = Metric().Matches(System.IO.File.ReadAllText(File)).Select(m => m.Value).ToHashSet();
        var source = string.Concat(Directory.EnumerateFiles(Path.Combine(Repository.Root, "src"), "*.cs", SearchOption.AllDirectories).Where(f => !f.Contains("/obj/", StringComparison.Ordinal)).Select(System.IO.File.ReadAllText));
        Assert.NotEmpty(asked);
        Assert.All(asked, metric => Assert.Contains($"\"{Part().Replace(metric, "")}", source, StringComparison.Ordinal));
    }

    [Fact]
    public void Every_alert_waits_says_how_bad_it_is_and_is_explained()
    {
        var page = System.IO.File.ReadAllText(Path.Combine(Repository.Root, "docs", "operate.md"));
        var alerts = Objects().Single(o => o.Kind == "PrometheusRule").Root.At("spec")!.ItemsAt("groups").SelectMany(g => g.ItemsAt("rules")).ToArray();
        Assert.Equal(alerts.Length, alerts.Select(a => a.TextAt("alert")).Distinct().Count());
        Assert.All(alerts, alert =>
        {
            Assert.Matches("^[0-9]+m$", alert.TextAt("for"));
            Assert.Contains(alert.TextAt("labels", "severity"), new[] { "critical", "warning" });
            Assert.False(string.IsNullOrEmpty(alert.TextAt("annotations", "summary")));
            Assert.Contains($"`{alert.TextAt("alert")}`", page, StringComparison.Ordinal);
            var expr = alert.TextAt("expr")!;
            Assert.Equal(expr.Count(c => c == '('), expr.Count(c => c == ')'));
        });
    }

    [Fact]
    public void The_dashboard_is_JSON_whose_panels_lie_beside_one_another()
    {
        var board = JsonNode.Parse(Objects().Single(o => o.Kind == "ConfigMap").Root.TextAt("data", "poly-k8s.json")!)!;
        var panels = board["panels"]!.AsArray();
        Assert.Equal(panels.Count, panels.Select(p => (int)p!["id"]!).Distinct().Count());
        var cells = panels.SelectMany(p => from x in Enumerable.Range((int)p!["gridPos"]!["x"]!, (int)p["gridPos"]!["w"]!)
                                           from y in Enumerable.Range((int)p["gridPos"]!["y"]!, (int)p["gridPos"]!["h"]!)
                                           select (x, y)).ToArray();
        Assert.Equal(cells.Length, cells.Distinct().Count());
        Assert.All(cells, cell => Assert.InRange(cell.x, 0, 23));
        Assert.All(panels, p => Assert.NotEqual("", (string?)p!["targets"]![0]!["expr"]));
    }

    private static System.Collections.Immutable.ImmutableArray<Manifest> Objects() => ManifestReader.ReadTrees(System.IO.File.ReadAllBytes(File), "").Manifests;

    [GeneratedRegex("polyk8s_[a-z0-9_]*[a-z0-9]")]
    private static partial Regex Metric();

    [GeneratedRegex("(?<=_seconds)_(bucket|sum|count)$")]
    private static partial Regex Part();
}
