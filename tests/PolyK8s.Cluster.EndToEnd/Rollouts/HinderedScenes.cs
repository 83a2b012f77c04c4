using System.Text.Json.Nodes;
using PolyK8s.Cluster.EndToEnd.Processes;
using PolyK8s.Engine.Manifests;

namespace PolyK8s.Cluster.EndToEnd.Rollouts;

/// <summary>What gets in the way of a rollout: somebody who writes a status that is not true, and a quota.</summary>
internal static class HinderedScenes
{
    private const string Web = "deployment/web";
    private const string Impossible = "SafeResource/impossible-status";

    /// <summary>Where everything is enforced, the controllers roll out as ever, and whoever else writes a status is refused.</summary>
    public static async Task RogueRefused(Scene scene)
    {
        await Begin(scene, "replicas: 2");
        await Hinder(scene);
        var deployment = await Refused(scene, status => status["observedGeneration"] = 99);
        Assert.DoesNotContain("\"observedGeneration\":99", deployment, StringComparison.Ordinal);
        scene.StandIn.Release(scene.Namespace);
        await IsUpdated(scene);
        await scene.IsLegal("web");
    }

    /// <summary>Where nothing is enforced, it is noted and passes without a word, and the controller mends it.</summary>
    public static async Task RogueAudited(Scene scene)
    {
        await Begin(scene, "replicas: 2");
        await Hinder(scene);
        var passed = await Eventually.Get(() => Write(scene, status => status["observedGeneration"] = 99), r => r.Succeeded);
        Assert.True(passed.Succeeded, passed.Text);
        Assert.Equal("", passed.Errors);
        // Until the controller mends it, which may be at once.
        await scene.Watched.Saw("web", m => m.Root.At("status", "observedGeneration")?.Text == "99");
        scene.StandIn.Release(scene.Namespace);
        await IsUpdated(scene);
    }

    /// <summary>A quota with no room for one Pod more: said at the edit, seen in the state, and over once the quota is gone.</summary>
    public static async Task Quota(Scene scene)
    {
        (await scene.Kubectl("create", "quota", "tight", "--hard=pods=2")).OrFail();
        var used = await Eventually.Get(() => scene.Kubectl("get", "quota", "tight", "-o", "jsonpath={.status.hard.pods}"), r => r.Output == "2");
        Assert.Equal("2", used.Output);
        await Begin(scene, "replicas: 2\n  strategy: {type: RollingUpdate, rollingUpdate: {maxSurge: 1, maxUnavailable: 0}}");
        var said = await Eventually.Get(() => scene.Kubectl("set", "image", Web, "main=example.org/web:2", "--dry-run=server"), r => r.Errors.Length > 0);
        Assert.Contains("SafeStateMachine/rollout-cannot-progress: spec.strategy: rollout cannot progress: a new Pod has to be ready before an", said.Errors, StringComparison.Ordinal);
        (await scene.Kubectl("set", "image", Web, "main=example.org/web:2")).OrFail();
        await scene.Watched.Saw("web", "ReplicaFailure");
        var state = JsonNode.Parse((await scene.Asked("state", "--live", Web, "-o", "json")).OrFail().Output)!;
        Assert.Equal("ReplicaFailure", $"{state["state"]}");
        Assert.Contains("exceeded quota: tight", $"{state["message"]}", StringComparison.Ordinal);
        (await scene.Kubectl("delete", "quota", "tight")).OrFail();
        await IsUpdated(scene);
        await scene.IsLegal("web");
    }

    private static async Task Begin(Scene scene, string spec)
    {
        await scene.Apply("Deployment", "web", spec);
        await scene.Watched.Until("web", "Available");
    }

    private static async Task Hinder(Scene scene)
    {
        scene.StandIn.Hold(scene.Namespace);
        (await scene.Kubectl("set", "image", Web, "main=example.org/web:2")).OrFail();
        await scene.Watched.Saw("web", "Updating");
    }

    private static Task<Manifest> IsUpdated(Scene scene) => scene.Watched.Until("web", "updated", m =>
        m.Root.At("status", "updatedReplicas")?.Text == "2" && m.Root.At("status", "availableReplicas")?.Text == "2" && m.Root.At("status", "replicas")?.Text == "2"
        && m.Root.At("spec", "template", "spec")!.ItemsAt("containers")[0].TextAt("image") == "example.org/web:2");

    // The controllers write beside it: a conflict is no verdict, and is tried again.
    private static async Task<string> Refused(Scene scene, Action<JsonObject> change)
    {
        var refused = await Eventually.Get(() => Write(scene, change), r => r.Errors.Contains(Impossible, StringComparison.Ordinal));
        Assert.False(refused.Succeeded, refused.Text);
        Assert.Contains(Impossible, refused.Errors, StringComparison.Ordinal);
        return (await scene.Kubectl("get", Web, "-o", "json")).OrFail().Output.Replace(" ", "", StringComparison.Ordinal);
    }

    private static async Task<Finished> Write(Scene scene, Action<JsonObject> change)
    {
        var whole = JsonNode.Parse((await scene.Kubectl("get", Web, "-o", "json")).OrFail().Output)!;
        change(whole["status"]!.AsObject());
        return await scene.WriteStatus("apis/apps/v1", "deployments/web", whole);
    }
}
