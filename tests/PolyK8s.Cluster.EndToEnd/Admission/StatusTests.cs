using System.Text.Json.Nodes;
using PolyK8s.Cluster.EndToEnd.Processes;

namespace PolyK8s.Cluster.EndToEnd.Admission;

/// <summary>Writes of <c>pods/status</c>, made here in the kubelet's place.</summary>
[Collection(EndToEnd.Name)]
public sealed class StatusTests(Stage stage)
{
    [Fact]
    public async Task Refuses_a_status_that_takes_a_succeeded_pod_back_to_running()
    {
        var ns = await FinishedPod();
        var refused = await WritePhase(ns, "Running");
        Assert.False(refused.Succeeded, refused.Text);
        Assert.Contains("SafeResource/illegal-transition", refused.Errors, StringComparison.Ordinal);
        Assert.Contains("`Succeeded`", refused.Errors, StringComparison.Ordinal);
        Assert.Equal("Succeeded", await stage.Kubectl.Get("get", "pod", "job", "-n", ns, "-o", "jsonpath={.status.phase}"));
    }

    [Fact]
    public async Task Accepts_a_status_that_says_the_same_again()
    {
        var ns = await FinishedPod();
        (await WritePhase(ns, "Succeeded")).OrFail();
    }

    private async Task<string> FinishedPod()
    {
        var ns = await stage.Namespace();

        // Nobody schedules it, so nobody but this test writes its status. On a cluster with controllers the namespace's
        // service account takes a moment to appear.
        var created = await Eventually.Get(() => stage.Kubectl.Apply($$"""
            apiVersion: v1
            kind: Pod
            metadata: {name: job, namespace: {{ns}}}
            spec:
              schedulerName: nobody
              restartPolicy: Never
              containers: [{name: main, image: "registry.example/job:1"}]
            """), r => r.Succeeded);
        created.OrFail();
        (await WritePhase(ns, "Running")).OrFail();
        (await WritePhase(ns, "Succeeded")).OrFail();
        var judged = await Eventually.Get(() => WritePhase(ns, "Running", "?dryRun=All"), r => !r.Succeeded);
        Assert.False(judged.Succeeded, judged.Text);
        return ns;
    }

    private async Task<Finished> WritePhase(string ns, string phase, string query = "")
    {
        var pod = JsonNode.Parse(await stage.Kubectl.Get("get", "pod", "job", "-n", ns, "-o", "json"))!.AsObject();
        pod["status"] = new JsonObject { ["phase"] = phase };
        return await stage.Kubectl.Raw("replace", $"/api/v1/namespaces/{ns}/pods/job/status{query}", pod.ToJsonString());
    }
}
