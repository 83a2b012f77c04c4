using System.Text.Json.Nodes;
using PolyK8s.Engine;
using PolyK8s.Fixtures;

namespace PolyK8s.Mcp.Tests;

/// <summary>check_update says to every update among the fixtures what validate_manifests says to it, which is what the judge says.</summary>
public sealed class CheckUpdateTests : IAsyncLifetime
{
    private Server _server = null!;

    /// <summary>The names of the fixtures.</summary>
    public static TheoryData<string> Names =>
        [.. RuleFixture.All.Where(f => f.Change is { Operation: Operation.Update, Subresource: "" or "status" or "scale", Before: not null }).Select(f => f.Name)];

    public async Task InitializeAsync() => _server = await Server.Start();

    public async Task DisposeAsync() => await _server.DisposeAsync();

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Says_what_validate_manifests_says(string name)
    {
        var fixture = RuleFixture.All.Single(f => f.Name == name);
        var change = fixture.Change;
        Dictionary<string, object?> asked = new()
        {
            ["old"] = change.Before!.Root.ToString(),
            ["new"] = change.After!.Root.ToString(),
            ["subresource"] = change.Subresource.Length == 0 ? null : change.Subresource,
            ["author"] = change.Author is { } author ? new { name = author.Name, groups = author.Groups } : null,
            ["state"] = fixture.State is { } state ? string.Join("\n---\n", state.Select(o => o.Root.ToString())) : null,
        };
        var update = Results((await _server.Call("check_update", asked)).Data().GetRawText());
        asked["manifests"] = asked["new"];
        asked["operation"] = "update";
        asked.Remove("new");
        Assert.Equal(Results((await _server.Call("validate_manifests", asked)).Data().GetRawText()), update);
    }

    [Fact]
    public async Task Refuses_another_object() => Assert.True((await _server.Call(
        "check_update", """{"old": "{apiVersion: v1, kind: ConfigMap, metadata: {name: a}}", "new": "{apiVersion: v1, kind: ConfigMap, metadata: {name: b}}"}""")).IsError);

    // The one text is called `new`, the other `manifests`.
    private static string Results(string answer) =>
        JsonNode.Parse(answer)!["results"]!.ToJsonString().Replace("\"file\":\"new\"", "\"file\":\"manifests\"", StringComparison.Ordinal);
}
