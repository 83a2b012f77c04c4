using System.Collections.Immutable;
using PolyK8s.Engine;

namespace PolyK8s.Cli.Output;

/// <summary>The answer of <c>rules -o json</c>.</summary>
/// <param name="ApiVersion">The version of this shape, <c>poly-k8s/v1</c>.</param>
/// <param name="RuleSet">The digest of rules and policies, as in reports.</param>
/// <param name="Rules">The rules, in order of their ids.</param>
internal sealed record RuleList(string ApiVersion, string RuleSet, ImmutableArray<RuleCard> Rules);
