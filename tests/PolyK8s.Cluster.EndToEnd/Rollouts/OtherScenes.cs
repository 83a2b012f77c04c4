using PolyK8s.Cluster.EndToEnd.Processes;
using PolyK8s.Engine.Lifecycles.Workloads;

namespace PolyK8s.Cluster.EndToEnd.Rollouts;

/// <summary>What befalls StatefulSets, DaemonSets, Jobs and claims.</summary>
internal static class OtherScenes
{
    /// <summary>A StatefulSet comes up in order, is updated down to its partition, and then whole.</summary>
    public static async Task StatefulSet(Scene scene)
    {
        await scene.Apply("StatefulSet", "db", "serviceName: db\n  replicas: 3\n  updateStrategy: {type: RollingUpdate, rollingUpdate: {partition: 2}}");
        var kubectl = (await scene.Kubectl("rollout", "status", "statefulset/db")).OrFail();
        await scene.Watched.Until("db", "Available");
        await scene.IsLegal("db", kubectl);
        await IsInOrder(scene);
        await Update(scene, "example.org/web:2");
        Assert.Equal("example.org/web:1 example.org/web:1 example.org/web:2", await Images(scene));
        (await scene.Kubectl("patch", "statefulset/db", "-p", """{"spec":{"updateStrategy":{"rollingUpdate":{"partition":0}}}}""")).OrFail();
        await scene.Watched.Until("db", "updated", m => m.Root.TextAt("status", "currentRevision") == m.Root.TextAt("status", "updateRevision") && KubectlStatus.Of(m).Done);
        Assert.Equal("example.org/web:2 example.org/web:2 example.org/web:2", await Images(scene));
        await scene.IsLegal("db");
    }

    /// <summary>A DaemonSet is updated.</summary>
    public static async Task DaemonSet(Scene scene)
    {
        await scene.Apply("DaemonSet", "agent", "updateStrategy: {type: RollingUpdate}");
        await scene.Watched.Until("agent", "Available");
        scene.StandIn.Hold(scene.Namespace);
        (await scene.Kubectl("set", "image", "daemonset/agent", "main=example.org/web:2")).OrFail();
        await scene.Watched.Saw("agent", "Updating");
        var kubectl = scene.Kubectl("rollout", "status", "daemonset/agent");
        scene.StandIn.Release(scene.Namespace);
        await scene.IsLegal("agent", (await kubectl).OrFail());
        await scene.Watched.Until("agent", "Available");
        (await scene.Product("rollout", "restart", "daemonset/agent", "--yes", "--wait", "--timeout", "180")).OrFail();
        await scene.IsLegal("agent");
    }

    /// <summary>A Job that succeeds and one that fails.</summary>
    public static async Task Jobs(Scene scene)
    {
        static string Job(string name, string tag) => $$$$"""
            apiVersion: batch/v1
            kind: Job
            metadata: {name: {{{{name}}}}}
            spec:
              backoffLimit: 0
              template: {spec: {schedulerName: nobody, restartPolicy: Never, containers: [{name: main, image: "example.org/job:{{{{tag}}}}"}]}}
            ---

            """;
        var file = Path.Combine(Path.GetTempPath(), $"{scene.Namespace}.yaml");
        await File.WriteAllTextAsync(file, Job("good", "done") + Job("bad", "broken"));
        var applied = await scene.Product("apply", "-f", file, "--yes", "--wait", "--timeout", "180", "-o", "json");
        File.Delete(file);
        Assert.Equal(1, applied.ExitCode);
        var results = System.Text.Json.Nodes.JsonNode.Parse(applied.Output)!["results"]!.AsArray();
        Assert.Equal(["Settled Complete", "Broken Failed"], results.Select(r => $"{r!["outcome"]} {r["state"]}"));
        await scene.Watched.Until("good", "Complete");
        await scene.Watched.Until("bad", "Failed");
        Assert.Contains("Job/", (await scene.Asked("state", "--live", "job/bad")).OrFail().Output, StringComparison.Ordinal);
        await scene.IsLegal("good");
        // The watch of the Pods is another than the one of the Jobs.
        var phases = await Eventually.Get(() => Task.FromResult(scene.Pods.Seen.Select(p => p.Root.TextAt("status", "phase")).ToHashSet()), seen => seen.IsSupersetOf(["Succeeded", "Failed"]));
        Assert.Superset(new HashSet<string?> { "Succeeded", "Failed" }, phases);
    }

    /// <summary>A claim waits for a volume that somebody makes by hand.</summary>
    public static async Task Claim(Scene scene)
    {
        (await scene.Kubectl("get", "pvc")).OrFail();
        await Apply(scene, "{apiVersion: v1, kind: PersistentVolumeClaim, metadata: {name: data}, spec: {storageClassName: '', accessModes: [ReadWriteOnce], resources: {requests: {storage: 1Gi}}}}");
        await scene.Watched.Until("data", "Pending");
        await Apply(scene, $$$$"""
            apiVersion: v1
            kind: PersistentVolume
            metadata: {name: {{{{scene.Namespace}}}}}
            spec:
              storageClassName: ''
              accessModes: [ReadWriteOnce]
              capacity: {storage: 1Gi}
              hostPath: {path: /tmp/{{{{scene.Namespace}}}}}
              claimRef: {namespace: {{{{scene.Namespace}}}}, name: data}
            """);
        await scene.Watched.Until("data", "Bound");
        var state = (await scene.Asked("state", "--live", "pvc/data", "-o", "json")).OrFail();
        Assert.Contains("\"state\": \"Bound\"", state.Output, StringComparison.Ordinal);
        await scene.IsLegal("data");
        await scene.Kubectl("delete", "pv", scene.Namespace, "--wait=false");
    }

    private static async Task Apply(Scene scene, string manifest)
    {
        var file = Path.Combine(Path.GetTempPath(), $"{scene.Namespace}.yaml");
        await File.WriteAllTextAsync(file, manifest);
        (await scene.Product("apply", "-f", file, "--yes")).OrFail();
        File.Delete(file);
    }

    private static async Task Update(Scene scene, string image)
    {
        scene.StandIn.Hold(scene.Namespace);
        (await scene.Kubectl("set", "image", "statefulset/db", $"main={image}")).OrFail();
        await scene.Watched.Saw("db", "Updating");
        var kubectl = scene.Kubectl("rollout", "status", "statefulset/db");
        scene.StandIn.Release(scene.Namespace);
        await scene.IsLegal("db", (await kubectl).OrFail());
    }

    private static async Task<string> Images(Scene scene) =>
        (await scene.Kubectl("get", "pods", "--sort-by=.metadata.name", "-o", "jsonpath={.items[*].spec.containers[0].image}")).OrFail().Output;

    // The next Pod is made when the one before is ready.
    private static async Task IsInOrder(Scene scene)
    {
        await scene.Pods.Until("db-2", "seen", _ => true);
        var pods = scene.Pods.Seen.Select((pod, at) => (pod, at)).ToArray();
        for (var i = 1; i < 3; i++)
        {
            var ready = pods.First(p => p.pod.Name == $"db-{i - 1}" && p.pod.Root.ItemsAt("status", "conditions").Any(c => c.TextAt("type") == "Ready" && c.TextAt("status") == "True")).at;
            Assert.True(ready < pods.First(p => p.pod.Name == $"db-{i}").at, $"db-{i} was there before db-{i - 1} was ready");
        }
    }
}
