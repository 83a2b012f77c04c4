using PolyK8s.Engine;

namespace PolyK8s.Cli.Output;

/// <summary>The answer of <c>explain -o json</c>.</summary>
/// <param name="ApiVersion">The version of this shape, <c>poly-k8s/v1</c>.</param>
/// <param name="Rule">The rule.</param>
internal sealed record RuleExplanation(string ApiVersion, RuleCard Rule);
