using System.Text.Json;
using System.Text.Json.Nodes;
using PolyK8s.Engine;
using PolyK8s.Fixtures;

namespace PolyK8s.Cli.Tests;

/// <summary>One sentence everywhere: webhook, MCP and command line give the findings of the judge, as the same JSON, for every fixture of every rule.</summary>
public sealed class OneSentenceTests(ThreeDoors doors) : IClassFixture<ThreeDoors>
{
    /// <summary>The names of the fixtures.</summary>
    public static TheoryData<string> Names => [.. RuleFixture.All.Select(f => f.Name)];

    [Theory]
    [MemberData(nameof(Names), DisableDiscoveryEnumeration = true)]
    public async Task Says_the_same_at_every_door(string name)
    {
        var fixture = RuleFixture.All.Single(f => f.Name == name);
        var findings = Judge.OfAllRules.Decide(fixture.Change, fixture.View, Policies.Strict).Findings;
        var expected = Text(JsonSerializer.SerializeToNode<IReadOnlyList<Finding>>(findings, EngineJson.Default.IReadOnlyListFinding)!.AsArray());
        Assert.Equal(expected, Text(await doors.AskWebhook(fixture)));
        Assert.Equal(expected, Text(await doors.AskMcp(fixture)));
        Assert.Equal(expected, Text(await ThreeDoors.AskCli(fixture)));
    }

    // A place is where the text stood: a file has one, an AdmissionReview has none.
    private static string Text(JsonArray findings)
    {
        foreach (var finding in findings)
        {
            finding!.AsObject().Remove("place");
        }

        return findings.ToJsonString();
    }
}
