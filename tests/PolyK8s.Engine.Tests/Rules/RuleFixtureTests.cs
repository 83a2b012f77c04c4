using System.Text.Json;
using System.Text.Json.Nodes;
using PolyK8s.Fixtures;

namespace PolyK8s.Engine.Tests.Rules;

/// <summary>Every fixture gives exactly the findings beside it.</summary>
public sealed class RuleFixtureTests
{
    /// <summary>The names of the fixtures.</summary>
    public static TheoryData<string> Names => [.. RuleFixture.All.Select(f => f.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Gives_the_findings_beside_it(string name)
    {
        var fixture = RuleFixture.All.Single(f => f.Name == name);
        var verdict = Judge.OfAllRules.Decide(fixture.Change, fixture.View, Policies.Strict);
        var found = verdict.Findings.Where(f => f.Rule == fixture.RuleId).ToArray();
        if (fixture.Allowed)
        {
            Assert.Empty(found);
            Assert.DoesNotContain(verdict.NotJudged, n => n.Rule == fixture.RuleId);
            return;
        }

        var actual = JsonSerializer.Serialize<IReadOnlyList<Finding>>(found, EngineJson.Default.IReadOnlyListFinding);
        var pretty = JsonNode.Parse(actual)!.ToJsonString(Indented) + "\n";
        if (Environment.GetEnvironmentVariable("POLYK8S_WRITE_EXPECTED") == "1")
        {
            File.WriteAllText(fixture.ExpectedFile, pretty);
        }

        Assert.NotEmpty(found);
        Assert.Equal(File.ReadAllText(fixture.ExpectedFile), pretty);
    }

    private static readonly JsonSerializerOptions Indented = new()
    {
        WriteIndented = true,
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };
}
