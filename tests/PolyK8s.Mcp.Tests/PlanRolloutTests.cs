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
}
