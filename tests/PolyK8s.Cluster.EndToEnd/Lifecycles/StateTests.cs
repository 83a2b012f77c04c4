using System.Text.Json.Nodes;
using PolyK8s.Cluster.EndToEnd.Processes;
using PolyK8s.Engine;
using PolyK8s.Engine.Lifecycles;

namespace PolyK8s.Cluster.EndToEnd.Lifecycles;

/// <summary>The states of real objects.</summary>
[Collection(EndToEnd.Name)]
public sealed class StateTests(Stage stage)
{
    [Fact]
    public async Task Has_a_row_for_every_kind_the_server_serves()
    {
        var paths = JsonNode.Parse(await stage.Kubectl.Get("get", "--raw", "/apis"))!["groups"]!.AsArray()
            .SelectMany(g => g!["versions"]!.AsArray()).Select(v => $"/apis/{v!["groupVersion"]}").Prepend("/api/v1");
        var definitions = (await stage.Kubectl.Get("get", "crd", "-o", "jsonpath={.items[*].spec.group}")).Split(' ').ToHashSet();
        var missing = new List<string>();
        // The group of a definition that another test deleted is listed a little longer.
        foreach (var path in paths.Where(p => !definitions.Contains(p.Split('/')[2]) && !p.Split('/')[2].EndsWith(".example.com", StringComparison.Ordinal)))
        {
            var group = path == "/api/v1" ? "" : path.Split('/')[2];
            var resources = JsonNode.Parse(await stage.Kubectl.Get("get", "--raw", path))!["resources"]!.AsArray();
            missing.AddRange(resources.Where(r => !r!["name"]!.GetValue<string>().Contains('/', StringComparison.Ordinal))
                .Select(r => new GroupKind(group, r!["kind"]!.GetValue<string>())).Where(kind => !LifecycleTables.Has(kind)).Select(kind => kind.ToString()));
        }

        Assert.Empty(missing);
    }

    [Fact]
    public async Task Tells_of_a_live_rollout_what_kubectl_tells()
    {
        var ns = await stage.Namespace("state");
        (await stage.Kubectl.Apply(Deployment(ns))).OrFail();
        await WriteStatus(ns, """{"observedGeneration": 1, "replicas": 3, "updatedReplicas": 2, "readyReplicas": 2, "availableReplicas": 2}""");
        var said = await stage.Kubectl.Run("rollout", "status", "deployment/web", "-n", ns, "--watch=false");
        var (told, state, argo) = (await Told(ns, "deployment/web", "kubectl"), await Told(ns, "deploy/web"), await Told(ns, "Deployment/web", "argo"));
        Assert.Equal(said.Output.TrimEnd(), told["message"]!.GetValue<string>());
        Assert.Equal(("Updating", "Progressing"), (state["state"]!.GetValue<string>(), argo["state"]!.GetValue<string>()));
    }

    [Fact]
    public async Task Tells_of_an_object_that_is_not_there()
    {
        var ns = await stage.Namespace("state");
        Assert.Equal("NotFound", (await Told(ns, "deployment/none"))["state"]!.GetValue<string>());
        Assert.Equal("Missing", (await Told(ns, "ingresses.networking.k8s.io/none", "argo"))["state"]!.GetValue<string>());
        Assert.Equal("NotFound", (await Told(ns, "pvc/none", "kstatus"))["state"]!.GetValue<string>());
        Assert.Equal("deployments.apps \"none\" not found", (await Told(ns, "deployment/none", "kubectl"))["error"]!.GetValue<string>());
    }

    [Fact]
    public async Task Follows_objects_and_sees_a_transition_that_is_forbidden()
    {
        var ns = await stage.Namespace("state");
        using var connection = ClusterConnection.Open(await stage.Administrator());
        await using var view = LiveView.Start(connection, RuleBook.All);
        await view.Synced.WaitAsync(TimeSpan.FromSeconds(60));
        (await stage.Kubectl.Apply(Deployment(ns))).OrFail();
        await WriteStatus(ns, """{"observedGeneration": 1, "replicas": 3, "updatedReplicas": 3, "readyReplicas": 3, "availableReplicas": 3}""");
        await WriteStatus(ns, """{"observedGeneration": 1, "replicas": 3, "updatedReplicas": 3, "conditions": [{"type": "Progressing", "status": "False", "reason": "ProgressDeadlineExceeded"}]}""");
        var kind = new GroupKind("apps", "Deployment");
        var tracked = await Eventually.Get(() => Task.FromResult(view.Current.States.Find(kind, ns, "web")), t => t?.State == "Stalled");
        Assert.Equal("Observing>Available Available>Stalled", string.Join(' ', tracked!.Steps.Select(s => $"{s.From}>{s.To}")));
        Assert.Contains("from `Available` to `Stalled`", Assert.Single(view.Current.States.Forbidden, f => f.Object.Namespace == ns).Line, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Refuses_an_impossible_status_where_it_is_enforced_and_lets_it_pass_elsewhere()
    {
        // Counts that contradict one another the API server refuses itself; a generation that nobody can have observed it lets pass.
        const string Impossible = """{"observedGeneration": 2, "replicas": 1}""";
        var (strict, mild) = (await stage.Namespace(), await stage.Namespace("state"));
        (await stage.Kubectl.Apply(Deployment(strict))).OrFail();
        (await stage.Kubectl.Apply(Deployment(mild))).OrFail();
        var refused = await Eventually.Get(() => TryStatus(strict, Impossible), r => !r.Succeeded);
        Assert.Contains("SafeResource/impossible-status", refused.Errors, StringComparison.Ordinal);
        var passed = await TryStatus(mild, Impossible);
        Assert.True(passed.Succeeded, passed.Text);
        Assert.DoesNotContain("impossible", passed.Errors, StringComparison.Ordinal);
    }

    private static string Deployment(string ns) => $$"""
        apiVersion: apps/v1
        kind: Deployment
        metadata: {name: web, namespace: "{{ns}}" }
        spec:
          replicas: 3
          selector: {matchLabels: {app: web} }
          template:
            metadata: {labels: {app: web} }
            spec: {containers: [{name: main, image: "registry.example/web:1"} ] }
        """;

    private async Task WriteStatus(string ns, string status) => (await TryStatus(ns, status)).OrFail();

    private async Task<Finished> TryStatus(string ns, string status)
    {
        var web = JsonNode.Parse(await stage.Kubectl.Get("get", "deployment", "web", "-n", ns, "-o", "json"))!.AsObject();
        web["status"] = JsonNode.Parse(status);
        return await stage.Kubectl.Raw("replace", $"/apis/apps/v1/namespaces/{ns}/deployments/web/status", web.ToJsonString());
    }

    private async Task<JsonObject> Told(string ns, string live, string? compat = null)
    {
        var run = await ProductCli.Run(["state", "--live", live, "-n", ns, "--kubeconfig", await stage.Administrator(), "-o", "json", .. compat is null ? Array.Empty<string>() : ["--compat", compat]]);
        return JsonNode.Parse(run.OrFail().Output)!.AsObject();
    }
}
