using PolyK8s.Engine.Manifests;

namespace PolyK8s.Engine.Ordering;

/// <summary>Something in an ordering annotation that its tool cannot read.</summary>
/// <param name="Path">The field path of the annotation.</param>
/// <param name="Text">The text that cannot be read.</param>
/// <param name="Problem">Why not.</param>
/// <param name="Accepted">The accepted form.</param>
/// <param name="At">The annotation.</param>
public sealed record Malformed(string Path, string Text, string Problem, string Accepted, ManifestNode At);
