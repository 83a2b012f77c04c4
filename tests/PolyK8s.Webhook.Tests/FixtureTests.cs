using System.Text.Json;
using System.Text.Json.Nodes;
using PolyK8s.Engine;
using PolyK8s.Fixtures;

namespace PolyK8s.Webhook.Tests;

/// <summary>The webhook finds what the judge finds, in every fixture of every rule.</summary>
public sealed class FixtureTests
{
    /// <summary>The names of the fixtures.</summary>
    public static TheoryData<string> Names => [.. RuleFixture.All.Select(f => f.Name)];

    [Theory]
    [MemberData(nameof(Names), DisableDiscoveryEnumeration = true)]
    public async Task Finds_what_the_judge_finds(string name)
    {
        var fixture = RuleFixture.All.Single(f => f.Name == name);
        var verdict = Judge.OfAllRules.Decide(fixture.Change, fixture.View, Policies.Strict);
        await using var served = await Served.WithAsync(Judge.OfAllRules, new Still(fixture.View, Policies.Strict));
        var response = await served.ReviewAsync(AdmissionReviewBody.Of(fixture.Change, name));
        Assert.Equal(name, (string?)response["uid"]);
        Assert.Equal(verdict.Outcome != Outcome.Denied, (bool)response["allowed"]!);
        var expected = JsonSerializer.Serialize<IReadOnlyList<Finding>>(verdict.Findings, EngineJson.Default.IReadOnlyListFinding);
        var actual = (string)response["auditAnnotations"]!["findings"]!;
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(expected), JsonNode.Parse(actual)), $"expected {expected}\nactual   {actual}");
        Assert.Equal(
            verdict.Findings.Where(f => f.Effect == Effect.Deny).Select(f => f.Sentence),
            response["status"]?["details"]?["causes"]?.AsArray().Select(cause => (string)cause!["message"]!) ?? []);
    }
}
