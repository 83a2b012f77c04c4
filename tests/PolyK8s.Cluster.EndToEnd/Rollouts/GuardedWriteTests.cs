using System.Text.Json.Nodes;
using PolyK8s.Cluster.EndToEnd.Processes;

namespace PolyK8s.Cluster.EndToEnd.Rollouts;

/// <summary>What is denied never reaches the cluster, in the words of the webhook; what others own is shown.</summary>
[Collection(EndToEnd.Name)]
public sealed class GuardedWriteTests(Stage stage)
{
    [Fact]
    public async Task Sends_nothing_that_is_denied_and_says_what_the_webhook_says()
    {
        var ns = await Frozen();
        var before = (await Patches(), await Web(ns));
        var denied = await Product(ns, "rollout", "restart", "deployment/web", "--yes", "--wait");
        Assert.Equal(1, denied.ExitCode);
        Assert.Equal(before, (await Patches(), await Web(ns)));
        var sentence = denied.Errors.Split('\n').Single(l => l.StartsWith("poly-k8s: denies: ", StringComparison.Ordinal))["poly-k8s: denies: ".Length..];
        Assert.StartsWith("SafeStateMachine/rollout-guard: ", sentence, StringComparison.Ordinal);
        var refused = await Eventually.Get(() => stage.Kubectl.Run("rollout", "restart", "deployment/web", "-n", ns), r => !r.Succeeded);
        Assert.Contains(sentence, refused.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Judges_objects_together_and_sends_none_if_one_is_denied()
    {
        var ns = await Frozen();
        var file = await File(ns, "{apiVersion: v1, kind: ConfigMap, metadata: {name: harmless}}\n---\n" + Deployment(ns, "web:2"));
        var before = await Web(ns);
        var denied = await Product(ns, "apply", "-f", file, "--yes", "--force-conflicts", "-o", "json");
        Assert.Equal(1, denied.ExitCode);
        Assert.Equal(["NotSent", "Denied"], JsonNode.Parse(denied.Output)!["results"]!.AsArray().Select(r => $"{r!["outcome"]}"));
        Assert.Equal(before, await Web(ns));
        Assert.False((await stage.Kubectl.Run("get", "configmap", "harmless", "-n", ns)).Succeeded);
    }

    [Fact]
    public async Task Shows_who_owns_a_field_and_takes_it_over_when_told_to()
    {
        var ns = await stage.Namespace("writes");
        (await stage.Kubectl.Apply(Unlabelled(ns, "web:1"))).OrFail();
        var file = await File(ns, Deployment(ns, "web:2"));
        var judged = (await Product(ns, "apply", "-f", file)).OrFail();
        Assert.Contains("`--yes` writes it", judged.Errors, StringComparison.Ordinal);
        var conflict = await Product(ns, "apply", "-f", file, "--yes");
        Assert.Equal(1, conflict.ExitCode);
        Assert.Contains("`.spec.template.spec.containers[name=\"main\"].image`: conflict with \"kubectl-client-side-apply\"", conflict.Errors, StringComparison.Ordinal);
        Assert.Equal("web:1", await Image(ns));
        var dry = (await Product(ns, "apply", "-f", file, "--dry-run", "server", "--force-conflicts")).OrFail();
        Assert.Equal(("deployment.apps/web: serverside-applied (server dry run)\n", "web:1"), (dry.Output, await Image(ns)));
        (await Product(ns, "apply", "-f", file, "--yes", "--force-conflicts")).OrFail();
        Assert.Equal("web:2", await Image(ns));

        // What is applied by one command stays when another sets one field more; what is left out of the next manifest goes.
        (await Product(ns, "scale", "deployment/web", "--replicas", "2", "--yes", "--force-conflicts")).OrFail();
        var live = JsonNode.Parse(await stage.Kubectl.Get("get", "deployment", "web", "-n", ns, "-o", "json"))!;
        Assert.Equal(("2", "yes"), ($"{live["spec"]!["replicas"]}", $"{live["metadata"]!["labels"]!["ours"]}"));
        var without = await File(ns, Unlabelled(ns, "web:2"));
        (await Product(ns, "apply", "-f", without, "--yes")).OrFail();
        Assert.Null(JsonNode.Parse(await stage.Kubectl.Get("get", "deployment", "web", "-n", ns, "-o", "json"))!["metadata"]!["labels"]?["ours"]);
    }

    [Fact]
    public async Task Lets_a_rollback_through_a_freeze()
    {
        var ns = await Frozen();
        await stage.Kubectl.Get("delete", "rolloutguard", ns);
        await Kept(ns, "1", "web:0");
        await stage.Kubectl.Get("annotate", "deployment/web", "-n", ns, "deployment.kubernetes.io/revision=2");
        await Kept(ns, "2", "web:1");
        (await stage.Kubectl.Apply(Freeze(ns))).OrFail();
        await Eventually.Get(() => stage.Kubectl.Run("rollout", "restart", "deployment/web", "-n", ns, "--dry-run=server"), r => !r.Succeeded);
        (await Product(ns, "rollout", "undo", "deployment/web", "--yes")).OrFail();
        Assert.Equal("web:0", await Image(ns));
    }

    [Theory]
    [InlineData("Deployment `none`", "rollout restart deployment/none --yes", "deployments.apps \"none\" not found")]
    [InlineData("a kind nobody serves", "apply -f @ --yes", "the server has no kind `Nothing` of `example.org/v1` (Nothing default/x)")]
    [InlineData("a scale of a DaemonSet", "scale daemonset/none --replicas 1 --yes", "daemonsets.apps \"none\" not found")]
    public async Task Says_in_one_line_what_it_cannot_write(string what, string line, string words)
    {
        var ns = await stage.Namespace("writes");
        var file = await File(ns, "{apiVersion: example.org/v1, kind: Nothing, metadata: {name: x, namespace: default}}");
        var said = await Product(ns, line.Replace("@", file, StringComparison.Ordinal).Split(' '));
        Assert.True(said.ExitCode is 1 or 3, what);
        Assert.Contains(words, said.Errors, StringComparison.Ordinal);
        Assert.Single(said.Errors.Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }

    [Theory]
    [InlineData("replicas: 1", "replicas: -1", "spec.replicas: Invalid value: -1: must be greater than or equal to 0")]
    [InlineData("schedulerName: nobody", "schedulerNamed: nobody", "unknown field `spec.template.spec.schedulerNamed`")]
    public async Task Sends_nothing_that_is_not_valid(string field, string wrong, string words)
    {
        var ns = await stage.Namespace("writes");
        var before = await Patches();
        var said = await Product(ns, "apply", "-f", await File(ns, Deployment(ns, "web:1").Replace(field, wrong, StringComparison.Ordinal)), "--allow-writes", "--kubernetes-version", "1.32");
        Assert.Equal(1, said.ExitCode);
        Assert.Contains(words, said.Errors, StringComparison.Ordinal);
        Assert.Equal(before, await Patches());
    }

    private Task<Finished> Product(string ns, params IEnumerable<string> arguments) =>
        ProductCli.Here([.. arguments, "-n", ns, "--kubeconfig", stage.Kubeconfig, "--as", "root", "--as-group", "system:masters"]);

    private static string Deployment(string ns, string image) => $$$$"""
        apiVersion: apps/v1
        kind: Deployment
        metadata: {name: web, labels: {ours: 'yes'}, namespace: {{{{ns}}}}}
        spec:
          replicas: 1
          selector: {matchLabels: {app: web}}
          template:
            metadata: {labels: {app: web}}
            spec: {schedulerName: nobody, containers: [{name: main, image: "{{{{image}}}}"}]}
        """;

    private static string Unlabelled(string ns, string image) => Deployment(ns, image).Replace("labels: {ours: 'yes'}, ", "", StringComparison.Ordinal);

    private static string Freeze(string ns) => $$$$"""
        apiVersion: safety.poly-k8s.io/v1alpha1
        kind: RolloutGuard
        metadata: {name: {{{{ns}}}}}
        spec:
          match: {namespaceSelector: {matchLabels: {frozen: {{{{ns}}}}}}}
          freezes: [{from: "00:00", until: "00:00", timeZone: Europe/Berlin, reason: nobody is here}]
        """;

    // A namespace in which everything is enforced and nothing new may be rolled out.
    private async Task<string> Frozen()
    {
        var ns = await stage.Namespace();
        await stage.Kubectl.Get("label", "namespace", ns, $"frozen={ns}");
        (await Eventually.Get(() => stage.Kubectl.Apply(Deployment(ns, "web:1")), r => r.Succeeded)).OrFail();
        (await stage.Kubectl.Apply(Freeze(ns))).OrFail();
        await Eventually.Get(() => stage.Kubectl.Run("rollout", "restart", "deployment/web", "-n", ns, "--dry-run=server"), r => !r.Succeeded);
        return ns;
    }

    // A ReplicaSet as the controller of Deployments keeps it.
    private async Task Kept(string ns, string revision, string image)
    {
        var uid = await stage.Kubectl.Get("get", "deployment", "web", "-n", ns, "-o", "jsonpath={.metadata.uid}");
        (await stage.Kubectl.Apply($$$$"""
            apiVersion: apps/v1
            kind: ReplicaSet
            metadata:
              name: web-{{{{revision}}}}
              namespace: {{{{ns}}}}
              annotations: {deployment.kubernetes.io/revision: "{{{{revision}}}}"}
              ownerReferences: [{apiVersion: apps/v1, kind: Deployment, name: web, uid: {{{{uid}}}}, controller: true}]
            spec:
              replicas: 0
              selector: {matchLabels: {app: web, pod-template-hash: h{{{{revision}}}}}}
              template:
                metadata: {labels: {app: web, pod-template-hash: h{{{{revision}}}}}}
                spec: {schedulerName: nobody, containers: [{name: main, image: "{{{{image}}}}"}]}
            """)).OrFail();
    }

    private async Task<string> File(string ns, string text)
    {
        var file = Path.Combine(stage.Folder, $"{ns}-{Guid.NewGuid():N}.yaml");
        await System.IO.File.WriteAllTextAsync(file, text);
        return file;
    }

    private Task<string> Web(string ns) => stage.Kubectl.Get("get", "deployment", "web", "-n", ns, "-o", "jsonpath={.metadata.resourceVersion}");

    private Task<string> Image(string ns) => stage.Kubectl.Get("get", "deployment", "web", "-n", ns, "-o", "jsonpath={.spec.template.spec.containers[0].image}");

    // What the API server itself has counted; it counts a request once it has answered, so the count is read until it rests.
    private async Task<string> Patches()
    {
        var last = await Counted();
        return await Eventually.Get(Counted, now => now == Interlocked.Exchange(ref last, now));
    }

    private async Task<string> Counted() => string.Join('\n', (await stage.Kubectl.Get("get", "--raw", "/metrics")).Split('\n')
        .Where(line => line.StartsWith("apiserver_request_total{", StringComparison.Ordinal) && line.Contains("resource=\"deployments\"", StringComparison.Ordinal)
            && new[] { "PATCH", "APPLY", "PUT", "UPDATE" }.Any(verb => line.Contains($"verb=\"{verb}\"", StringComparison.Ordinal))));
}
