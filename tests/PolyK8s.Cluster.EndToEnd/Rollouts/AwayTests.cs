using System.Text.Json.Nodes;
using PolyK8s.Cluster.EndToEnd.Clusters;
using PolyK8s.Cluster.EndToEnd.Processes;

namespace PolyK8s.Cluster.EndToEnd.Rollouts;

/// <summary>An API server that goes away and comes back while somebody follows.</summary>
public sealed class AwayTests
{
    [Fact]
    public async Task Says_that_the_api_server_is_away_and_goes_on_when_it_is_back()
    {
        var folder = Directory.CreateTempSubdirectory("poly-k8s-away-").FullName;
        await using var cluster = await LocalCluster.Start(await TestClusters.Assets());
        var kubectl = await Kubectl.With(cluster.Kubeconfig, folder);
        (await kubectl.Apply("""
            apiVersion: apps/v1
            kind: Deployment
            metadata: {name: web, namespace: default}
            spec: {replicas: 1, selector: {matchLabels: {app: web}}, template: {metadata: {labels: {app: web}}, spec: {containers: [{name: main, image: "web:1"}]}}}
            """)).OrFail();
        await using var rollout = Following(cluster, "rollout", "status", "deployment/web", "--live");
        await using var state = Following(cluster, "state", "--live", "deploy/web");
        var both = new[] { rollout, state };
        await Said(both, "Observing");

        await cluster.Restart(() => Said(both, "trying again"));
        await Said(both, "the API server is back");
        Assert.All(both, program => Assert.False(program.HasEnded, program.Text));

        var web = JsonNode.Parse(await kubectl.Get("get", "deployment", "web", "-o", "json"))!;
        web["status"] = JsonNode.Parse("""{"observedGeneration": 1, "replicas": 1, "updatedReplicas": 1, "readyReplicas": 1, "availableReplicas": 1}""");
        (await kubectl.Raw("replace", "/apis/apps/v1/namespaces/default/deployments/web/status", web.ToJsonString())).OrFail();
        await Said(both, "successfully rolled out");
        Assert.True(await Eventually.Get(() => Task.FromResult(both.All(program => program.HasEnded)), yes => yes));
        Directory.Delete(folder, recursive: true);
    }

    private static RunningProgram Following(LocalCluster cluster, params IEnumerable<string> arguments) =>
        ProductProgram.Start([.. arguments, "--follow", "--timeout", "900", "--kubeconfig", cluster.Kubeconfig]);

    private static async Task Said(RunningProgram[] programs, string words)
    {
        foreach (var program in programs)
        {
            var text = await Eventually.Get(() => Task.FromResult(program.Text), said => said.Contains(words, StringComparison.Ordinal), TimeSpan.FromSeconds(180));
            Assert.True(text.Contains(words, StringComparison.Ordinal), $"`{words}` is not in\n{text}");
        }
    }
}
