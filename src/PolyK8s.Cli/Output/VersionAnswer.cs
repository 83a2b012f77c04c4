namespace PolyK8s.Cli.Output;

/// <summary>The answer of <c>version -o json</c>.</summary>
/// <param name="ApiVersion">The version of this shape, <c>poly-k8s/v1</c>.</param>
/// <param name="Version">The version of the product.</param>
/// <param name="RuleSet">The digest of the rules with nothing but enforcement, as in reports.</param>
/// <param name="Rules">How many rules there are.</param>
internal sealed record VersionAnswer(string ApiVersion, string Version, string RuleSet, int Rules);
