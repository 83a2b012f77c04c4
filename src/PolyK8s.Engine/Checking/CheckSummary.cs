using System.Collections.Immutable;

namespace PolyK8s.Engine.Checking;

/// <summary>A report in numbers.</summary>
/// <param name="Objects">Objects judged.</param>
/// <param name="Denied">Objects denied.</param>
/// <param name="Unreadable">Documents that could not be read.</param>
/// <param name="Errors">Findings of severity error.</param>
/// <param name="Warnings">Findings of severity warning.</param>
/// <param name="Infos">Findings of severity info.</param>
/// <param name="NotJudged">Rules left out, counted once per object.</param>
/// <param name="RuleSet">The digest of rules and policies.</param>
public sealed record CheckSummary(int Objects, int Denied, int Unreadable, int Errors, int Warnings, int Infos, int NotJudged, string RuleSet)
{
    /// <summary>The sum of some results.</summary>
    public static CheckSummary Of(ImmutableArray<CheckResult> results, string ruleSet)
    {
        var findings = results.SelectMany(r => r.Findings).ToLookup(f => f.Severity);
        return new(
            results.Count(r => r.Object is not null),
            results.Count(r => r.Outcome == Outcome.Denied),
            results.Count(r => r.Fault is not null),
            findings[Severity.Error].Count(),
            findings[Severity.Warning].Count(),
            findings[Severity.Info].Count(),
            results.Sum(r => r.NotJudged.Length),
            ruleSet);
    }
}
