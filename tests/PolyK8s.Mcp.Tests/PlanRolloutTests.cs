using System.Text;
using PolyK8s.Engine;
using PolyK8s.Engine.Lifecycles.Following;
using PolyK8s.Engine.Manifests;

namespace PolyK8s.Mcp.Tests;

/// <summary>What plan_rollout answers.</summary>
public sealed class PlanRolloutTests : IAsyncLifetime
{
    private const string Web = "apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: web, generation: 1}\nspec: {replicas: 2}\nstatus: {observedGeneration: 1, replicas: 2, updatedReplicas: 2, readyReplicas: 2, availableReplicas: 2}\n";

    private Server _server = null!;

    public async Task InitializeAsync() => _server = await Server.Start();

    public async Task DisposeAsync() => await _server.DisposeAsync();

    [Fact]
    public async Task Plans_and_draws()
    {
        var answer = await _server.Call("plan_rollout", new Dictionary<string, object?> { ["kind"] = "Deployment", ["name"] = "web", ["state"] = Web, ["event"] = "scale", ["replicas"] = 4 });
        Assert.True(answer.Data().GetProperty("plan").GetProperty("ends").GetBoolean());
        Assert.Equal("Available", answer.Data().GetProperty("status").GetProperty("state").GetString());
        Assert.Contains("stateDiagram-v2\n", answer.Text(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("web", "scale", "`replicas` is missing: a scale asks for a number")]
    [InlineData("other", null, "there is no Deployment `other` in namespace `default` of `state`")]
    [InlineData("web", "explode", "`event` is `explode`; accepted: restart, undo, scale, pause, resume, edit")]
    public async Task Refuses_what_cannot_be_planned(string name, string? what, string line)
    {
        var answer = await _server.Call("plan_rollout", new Dictionary<string, object?> { ["kind"] = "Deployment", ["name"] = name, ["state"] = Web, ["event"] = what });
        Assert.True(answer.IsError);
        Assert.Equal(line, answer.Text());
    }

    [Fact]
    public async Task Tells_the_states_it_has_watched()
    {
        const string Passed = "[{\"from\":\"Observing\",\"to\":\"Available\",\"resourceVersion\":\"8\",\"isLegal\":true}]";
        var (before, after) = (Followed("7", "{}"), Followed("8", "{observedGeneration: 1, replicas: 2, updatedReplicas: 2, readyReplicas: 2, availableReplicas: 2}"));
        var kind = new GroupKind("apps", "Deployment");
        var (seen, now) = (ObjectSet.Empty.With(before), ObjectSet.Empty.With(before).With(after));
        var view = ClusterView.Empty.With(kind, now, "8");
        await using var server = await Server.Start(new(), new Fixed(new(view, Policies.Strict) { States = StateBook.Empty.After(kind, ObjectSet.Empty, seen).After(kind, seen, now) }));

        var planned = await server.Call("plan_rollout", new Dictionary<string, object?> { ["kind"] = "Deployment", ["name"] = "web" });
        Assert.Equal(Passed, planned.Data().GetProperty("seen").GetRawText());
        Assert.Equal("[]", (await _server.Call("plan_rollout", new Dictionary<string, object?> { ["kind"] = "Deployment", ["name"] = "web", ["state"] = Web })).Data().GetProperty("seen").GetRawText());

        // Another object of the same name has a history of its own.
        var told = await server.Call("get_state", new Dictionary<string, object?> { ["manifests"] = $"{Text("8", "{}", "u1")}---\n{Text("9", "{}", "u2")}" });
        Assert.Equal([Passed, "[]"], told.Data().GetProperty("states").EnumerateArray().Select(s => s.GetProperty("seen").GetRawText()));
    }

    private static string Text(string version, string status, string uid) =>
        $"apiVersion: apps/v1\nkind: Deployment\nmetadata: {{name: web, namespace: default, uid: {uid}, generation: 1, resourceVersion: '{version}'}}\nspec: {{replicas: 2}}\nstatus: {status}\n";

    private static Manifest Followed(string version, string status) => Assert.Single(ManifestReader.Read(Encoding.UTF8.GetBytes(Text(version, status, "u1")), "a.yaml").Manifests);
}
