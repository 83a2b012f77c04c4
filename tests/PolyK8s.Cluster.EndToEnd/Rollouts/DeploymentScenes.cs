using PolyK8s.Engine.Lifecycles.Workloads;

namespace PolyK8s.Cluster.EndToEnd.Rollouts;

/// <summary>What befalls Deployments.</summary>
internal static class DeploymentScenes
{
    private const string Web = "deployment/web";

    /// <summary>An update, and a scale in the middle of it.</summary>
    public static async Task UpdateAndScale(Scene scene)
    {
        await Begin(scene);
        scene.StandIn.Hold(scene.Namespace);
        await Image(scene, "example.org/web:2");
        await scene.Watched.Saw("web", "Updating");
        var (kubectl, ours) = (scene.Kubectl("rollout", "status", Web), scene.Asked("rollout", "status", Web, "--live", "--follow"));
        var conflict = await scene.Product("scale", Web, "--replicas", "5", "--yes");
        Assert.Equal(1, conflict.ExitCode);
        Assert.Contains("`.spec.replicas`: conflict with \"kubectl-client-side-apply\"", conflict.Errors, StringComparison.Ordinal);
        (await scene.Product("scale", Web, "--replicas", "5", "--yes", "--force-conflicts")).OrFail();
        scene.StandIn.Release(scene.Namespace);
        var end = await scene.Watched.Until("web", "scaled and updated", m => m.Root.At("status", "availableReplicas")?.Text == "5" && m.Root.At("status", "updatedReplicas")?.Text == "5" && m.Root.At("status", "replicas")?.Text == "5");
        Assert.Equal("5", end.Root.At("spec", "replicas")?.Text);
        await scene.IsLegal("web", (await kubectl).OrFail());
        Assert.EndsWith("kubectl: deployment \"web\" successfully rolled out\n", (await ours).OrFail().Output, StringComparison.Ordinal);
    }

    /// <summary>A restart, an update and its undoing, by the product, each followed to its end.</summary>
    public static async Task RestartAndUndo(Scene scene)
    {
        await Begin(scene);
        var dry = (await scene.Product("rollout", "restart", Web, "--dry-run", "server")).OrFail();
        Assert.Equal("deployment.apps/web: restarted (server dry run)\n", dry.Output);
        var judged = (await scene.Product("rollout", "restart", Web)).OrFail();
        Assert.Contains("the rules allow it; nothing is sent", judged.Output, StringComparison.Ordinal);
        Assert.Single(scene.Watched.Seen.Select(m => m.Root.At("metadata", "generation")?.Text).Distinct());
        var restarted = (await scene.Product("rollout", "restart", Web, "--yes", "--wait", "--timeout", "180")).OrFail();
        Assert.StartsWith("deployment.apps/web: restarted\n", restarted.Output, StringComparison.Ordinal);
        Assert.EndsWith("deployment.apps/web: Available: deployment \"web\" successfully rolled out\n", restarted.Output, StringComparison.Ordinal);
        await Image(scene, "example.org/web:2");
        (await scene.Kubectl("rollout", "status", Web)).OrFail();
        var history = (await scene.Asked("rollout", "history", Web, "--live")).OrFail().Output;
        Assert.Contains("3         yes", history, StringComparison.Ordinal);
        (await scene.Product("rollout", "undo", Web, "--to-revision", "1", "--yes", "--wait", "--timeout", "180")).OrFail();
        var end = await scene.Watched.Until("web", "undone", m => KubectlStatus.Of(m).Done && m.Root.At("spec", "template", "spec")!.ItemsAt("containers")[0].TextAt("image") == "example.org/web:1");
        var template = end.Root.At("spec", "template")!;
        Assert.Equal("example.org/web:1", template.At("spec")!.ItemsAt("containers")[0].TextAt("image"));
        Assert.Null(template.At("metadata", "annotations"));
        Assert.StartsWith("Deployment", (await scene.Asked("rollout", "plan", Web, "--event", "undo", "--live")).OrFail().Output, StringComparison.Ordinal);

        // What runs already is nothing to go back to, and what is not kept cannot come back: in kubectl's words.
        await SaysAsKubectl(scene, "undo", Web, "--to-revision", "99");
        var (same, theirs) = (await scene.Product("rollout", "undo", Web, "--to-revision", "4", "--yes"), await scene.Kubectl("rollout", "undo", Web, "--to-revision", "4"));
        Assert.Contains(theirs.OrFail().Output.Split("web ", 2)[1].Trim(), same.OrFail().Output, StringComparison.Ordinal);
        await scene.IsLegal("web");
    }

    /// <summary>A pause that holds an edit, and a resume that lets it go.</summary>
    public static async Task PauseAndResume(Scene scene)
    {
        await Begin(scene);
        await SaysAsKubectl(scene, "resume", Web);
        (await scene.Product("rollout", "pause", Web, "--yes", "--wait")).OrFail();
        await Image(scene, "example.org/web:2");
        await scene.Watched.Until("web", "Paused");
        await SaysAsKubectl(scene, "pause", Web);
        await SaysAsKubectl(scene, "restart", Web);
        await SaysAsKubectl(scene, "undo", Web);
        Assert.All(scene.Pods.Seen, pod => Assert.Equal("example.org/web:1", pod.Root.ItemsAt("spec", "containers")[0].TextAt("image")));
        (await scene.Product("rollout", "resume", Web, "--yes", "--wait", "--timeout", "180")).OrFail();
        await scene.Watched.Until("web", "updated", m => m.Root.At("status", "updatedReplicas")?.Text == "3");
        await scene.IsLegal("web");
    }

    /// <summary>A deadline that passes, and a recovery.</summary>
    public static async Task DeadlineAndRecovery(Scene scene)
    {
        await Begin(scene);
        scene.StandIn.Hold(scene.Namespace);
        (await scene.Kubectl("patch", Web, "-p", """{"spec":{"progressDeadlineSeconds":2,"template":{"spec":{"containers":[{"name":"main","image":"example.org/web:2"}]}}}}""")).OrFail();
        await scene.Watched.Saw("web", "Updating");
        var (kubectl, ours) = (scene.Kubectl("rollout", "status", Web), scene.Asked("rollout", "status", Web, "--live", "--follow"));
        await scene.Watched.Saw("web", "Stalled");
        Assert.Equal(1, (await kubectl).ExitCode);
        await scene.IsLegal("web", await kubectl);
        Assert.Equal(1, (await ours).ExitCode);
        Assert.Contains("kubectl: error: deployment \"web\" exceeded its progress deadline", (await ours).Output, StringComparison.Ordinal);
        scene.StandIn.Release(scene.Namespace);
        await scene.Watched.Until("web", "Available");
        await scene.IsLegal("web", (await scene.Kubectl("rollout", "status", Web)).OrFail());
    }

    private static async Task Begin(Scene scene)
    {
        await scene.Apply("Deployment", "web", "replicas: 3");
        await scene.Watched.Until("web", "Available");
    }

    private static async Task Image(Scene scene, string image) => (await scene.Kubectl("set", "image", Web, $"main={image}")).OrFail();

    // kubectl is asked first: neither does anything.
    private static async Task SaysAsKubectl(Scene scene, params string[] arguments)
    {
        var theirs = await scene.Kubectl(["rollout", .. arguments]);
        var ours = await scene.Product(["rollout", .. arguments, "--yes"]);
        Assert.Equal((false, 1), (theirs.Succeeded, ours.ExitCode));
        var line = theirs.Errors.Split('\n', StringSplitOptions.RemoveEmptyEntries).Single(l => l.StartsWith("error: ", StringComparison.Ordinal))["error: ".Length..];
        Assert.Contains(line, ours.Errors, StringComparison.Ordinal);
    }
}
