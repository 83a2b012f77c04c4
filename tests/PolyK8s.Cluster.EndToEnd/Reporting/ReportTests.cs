using System.Net;
using System.Text.Json.Nodes;
using PolyK8s.Cluster.EndToEnd.Faults;
using PolyK8s.Cluster.EndToEnd.Processes;
using PolyK8s.Fixtures;

namespace PolyK8s.Cluster.EndToEnd.Reporting;

/// <summary>A whole round of the background check: from objects that are there to reports an API server stores, and away again.</summary>
[Collection(FaultStage.Name)]
public sealed class ReportTests(FaultStage stage)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(180);
    private string _mode = "";
    private string _plural = "";

    [Theory]
    [InlineData("openreports", "reports.openreports.io", "clusterreports.openreports.io")]
    [InlineData("policyreports", "policyreports.wgpolicyk8s.io", "clusterpolicyreports.wgpolicyk8s.io")]
    public async Task Reports_what_is_there_already_and_takes_the_report_away_once_it_is_mended(string reports, string plural, string clusterPlural)
    {
        _plural = plural;
        var ns = $"reported-{Guid.NewGuid():N}"[..16];
        (await stage.Kubectl.Apply(reports == "openreports" ? ReportDefinitions.OpenReports : ReportDefinitions.PolicyReports)).OrFail();
        await stage.Kubectl.Get("wait", "--for=condition=Established", $"crd/{plural}", $"crd/{clusterPlural}", "--timeout=60s");
        await stage.Kubectl.Get("apply", "-f", Path.Combine(Repository.Root, "config", "reports", "role.yaml"));
        (await stage.Kubectl.Apply($"{{apiVersion: v1, kind: Namespace, metadata: {{name: {ns}}}}}")).OrFail();
        (await stage.Kubectl.Apply(Admission.Workload.Deployment(ns, "web", dependsOn: "web"))).OrFail();

        await using var product = ProductProgram.Start([
            "webhook", $"--listen=127.0.0.1:{FreePort.On(IPAddress.Loopback)}", $"--kubeconfig={stage.ProductKubeconfig}",
            "--in-namespace=poly-k8s-system", "--identity=reporter", $"--reports={reports}", "--log=json", "--drain-seconds=0"]);
        var report = await Eventually.Get(() => Report(ns), found => found is not null, Patience);
        Assert.True(report is not null, product.Text);
        var result = Assert.Single(report["results"]!.AsArray())!;
        Assert.Equal("1", $"{report["summary"]!["fail"]}");
        Assert.Equal(("SafeGraph/dependency-cycle", "dependency-cycle", "SafeGraph", "high", "fail"), ($"{result["policy"]}", $"{result["rule"]}", $"{result["category"]}", $"{result["severity"]}", $"{result["result"]}"));
        Assert.Equal(("poly-k8s", "Deployment", ns, "web"), ($"{result["source"]}", $"{result["resources"]![0]!["kind"]}", $"{result["resources"]![0]!["namespace"]}", $"{result["resources"]![0]!["name"]}"));
        Assert.Equal(reports == "openreports" ? "poly-k8s" : "", $"{report["source"]}");
        Assert.Contains("cycle", $"{result["message"]}", StringComparison.Ordinal);
        var events = await Eventually.Get(() => stage.Kubectl.Get("get", "events", "-n", ns, "-o", "jsonpath={.items[*].reason}"), text => text.Contains("PolicyViolation", StringComparison.Ordinal));
        Assert.Contains("PolicyViolation", events, StringComparison.Ordinal);

        await stage.Kubectl.Get("delete", "deployment", "web", "-n", ns);
        Assert.Null(await Eventually.Get(() => ReportOfNextRound(ns), found => found is null, Patience));
        await stage.Kubectl.Get("delete", "safetyprofile", "another");
        Assert.All(product.Text.Split('\n').Where(line => line.StartsWith('{')), line => Assert.NotNull(JsonNode.Parse(line)));
    }

    // A policy that changes begins a round; one that began before the deletion was seen says nothing of it.
    private async Task<JsonNode?> ReportOfNextRound(string ns)
    {
        _mode = _mode == "Warn" ? "Audit" : "Warn";
        (await stage.Kubectl.Apply($"{{apiVersion: safety.poly-k8s.io/v1alpha1, kind: SafetyProfile, metadata: {{name: another}}, spec: {{rules: [{{rules: ['SafeGraph/startup-deadlock'], mode: {_mode}}}]}}}}")).OrFail();
        return await Eventually.Get(() => Report(ns), found => found is null, TimeSpan.FromSeconds(20));
    }

    private async Task<JsonNode?> Report(string ns)
    {
        var got = await stage.Kubectl.Run("get", _plural, "poly-k8s-safegraph", "-n", ns, "-o", "json");
        return got.Succeeded ? JsonNode.Parse(got.Output) : null;
    }
}
