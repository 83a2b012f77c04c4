using System.Collections.Immutable;
using System.Text.Json.Serialization;
using PolyK8s.Engine.Checking;

namespace PolyK8s.Mcp.Answers;

/// <summary>The answer of <c>validate_manifests</c>: the report of <c>check</c>, as much of it as fits, and what does not.</summary>
/// <param name="ApiVersion">The version of the report's shape.</param>
/// <param name="Results">One result per object, in input order; those in <see cref="Omitted"/> are not among them.</param>
/// <param name="Summary">The sum of the whole report, whatever was left out.</param>
/// <param name="Notes">What else bears on the verdicts, one line each.</param>
internal sealed record ValidateAnswer(string ApiVersion, ImmutableArray<CheckResult> Results, CheckSummary Summary, ImmutableArray<string> Notes)
{
    /// <summary>What was left out for length; null when nothing was.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public Omitted? Omitted { get; init; }
}

/// <summary>What an answer leaves out, so that nothing is cut silently.</summary>
/// <param name="Results">Objects or documents without a result.</param>
/// <param name="Findings">Findings left out, those of left out results among them.</param>
/// <param name="Rules">Which rules the left out findings are of.</param>
/// <param name="How">How to see them.</param>
internal sealed record Omitted(int Results, int Findings, ImmutableArray<RuleCount> Rules, string How);

/// <summary>A number of findings of one rule.</summary>
/// <param name="Rule">The rule's id.</param>
/// <param name="Findings">How many.</param>
internal sealed record RuleCount(string Rule, int Findings);
