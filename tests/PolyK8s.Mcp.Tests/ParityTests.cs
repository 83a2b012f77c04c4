using System.Text.Json;
using System.Text.Json.Nodes;
using PolyK8s.Engine;
using PolyK8s.Engine.Manifests;
using PolyK8s.Fixtures;

namespace PolyK8s.Mcp.Tests;

/// <summary>An MCP client is told exactly what the judge finds, for every fixture of every rule.</summary>
public sealed class ParityTests
{
    private static readonly IReadOnlyList<RuleFixture> Fixtures =
    [
        Own("create", new(Operation.Create, null, ConfigMap("forbidden")), null),
        Own("create-of-nothing-bad", new(Operation.Create, null, ConfigMap("fine")), null),
        Own("create-beside-others", new(Operation.Create, null, ConfigMap("forbidden, too")) { Author = Author.Named("jane", ["dev"]) }, [ConfigMap("fine"), ConfigMap("other")]),
        Own("update", new(Operation.Update, ConfigMap("fine"), ConfigMap("forbidden")) { Author = Author.Named("system:serviceaccount:ci:bot", []) }, []),
        Own("status", new(Operation.Update, ConfigMap("forbidden"), ConfigMap("forbidden")) { Subresource = "status" }, null),
        Own("delete", new(Operation.Delete, ConfigMap("forbidden"), null), null),
        .. RuleFixture.All.Where(fixture => fixture.Change.Operation != Operation.Connect),
    ];

    /// <summary>The names of the fixtures.</summary>
    public static TheoryData<string> Names => [.. Fixtures.Select(fixture => fixture.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Tells_what_the_judge_finds(string name)
    {
        var fixture = Fixtures.Single(f => f.Name == name);
        await using var server = await Server.Start();
        var result = Assert.Single((await server.Call("validate_manifests", Arguments(fixture))).Data().GetProperty("results").EnumerateArray());

        var verdict = Server.Judge.Decide(Placed(fixture.Change), fixture.View, Policies.Strict);
        Assert.Equal(verdict.Outcome.ToString(), result.GetProperty("outcome").GetString());
        Assert.Equal(
            Comparable(JsonSerializer.SerializeToNode<IReadOnlyList<Finding>>(verdict.Findings, EngineJson.Default.IReadOnlyListFinding)!),
            Comparable(JsonNode.Parse(result.GetProperty("findings").GetRawText())!));
        Assert.Equal(
            verdict.NotJudged.Select(left => left.Rule),
            result.GetProperty("notJudged").EnumerateArray().Select(left => left.GetProperty("rule").GetString()));
    }

    /// <summary>Findings without the place: only text that was sent has one.</summary>
    private static string Comparable(JsonNode findings)
    {
        foreach (var finding in findings.AsArray())
        {
            finding!.AsObject().Remove("place");
        }

        return findings.ToJsonString();
    }

    private static Dictionary<string, object?> Arguments(RuleFixture fixture)
    {
        var change = fixture.Change;
        return new()
        {
            ["manifests"] = change.Object.Root.ToString(),
            ["old"] = change.Operation == Operation.Update ? change.Before?.Root.ToString() : null,
            ["operation"] = change.Operation.ToString().ToLowerInvariant(),
            ["subresource"] = change.Subresource.Length == 0 ? null : change.Subresource,
            ["author"] = change.Author is { } author ? new { name = author.Name, groups = author.Groups } : null,
            ["state"] = fixture.State is { } state ? string.Join("\n---\n", state.Select(o => o.Root.ToString())) : null,
        };
    }

    private static Change Placed(Change change) => change with { Before = Placed(change.Before), After = Placed(change.After) };

    private static Manifest? Placed(Manifest? manifest) =>
        manifest is null || ClusterScopedKinds.Contains(new(manifest.Group, manifest.Kind)) ? manifest : manifest.InNamespace("default");

    private static RuleFixture Own(string name, Change change, Manifest[]? state) => new(ForbiddenWord.Id, false, name, change, state is null ? null : [.. state]);

    private static Manifest ConfigMap(string word) =>
        new(ManifestNode.Object(
            ("apiVersion", ManifestNode.Of("v1")),
            ("kind", ManifestNode.Of("ConfigMap")),
            ("metadata", ManifestNode.Object(("name", ManifestNode.Of("words")), ("namespace", ManifestNode.Of("prod")))),
            ("data", ManifestNode.Object(("one", ManifestNode.Of(word)), ("two", ManifestNode.Of("fine"))))));
}
