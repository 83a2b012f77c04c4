namespace PolyK8s.Cli.Output;

/// <summary>The answer of <c>enforcing -o json</c>.</summary>
/// <param name="ApiVersion">The version of this shape, <c>poly-k8s/v1</c>.</param>
/// <param name="Enforcing">Whether the API server asks the webhook and heeds its answer; null when that could not be found out.</param>
/// <param name="Because">Why, one line.</param>
internal sealed record EnforcingAnswer(string ApiVersion, bool? Enforcing, string Because);
