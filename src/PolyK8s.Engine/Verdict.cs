using System.Collections.Immutable;

namespace PolyK8s.Engine;

/// <summary>What the judge says about one change.</summary>
/// <param name="Outcome">How it ends.</param>
/// <param name="Findings">Everything found, in the order of the rule book; nothing is cut short.</param>
/// <param name="NotJudged">The rules that apply and could not be judged.</param>
/// <param name="RuleSet">The digest of the rules and policies behind the verdict: equal digests, equal verdicts.</param>
/// <param name="Horizon">The newest resourceVersion of the view judged against; empty without a cluster.</param>
public sealed record Verdict(Outcome Outcome, ImmutableArray<Finding> Findings, ImmutableArray<NotJudged> NotJudged, string RuleSet, string Horizon);
