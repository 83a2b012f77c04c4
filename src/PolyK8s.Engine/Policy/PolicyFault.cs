using PolyK8s.Engine.Manifests;

namespace PolyK8s.Engine.Policy;

/// <summary>A mistake in a policy.</summary>
/// <param name="Policy">The policy.</param>
/// <param name="At">The offending node.</param>
/// <param name="Path">The field.</param>
/// <param name="Problem">What is wrong and what would be accepted, one line.</param>
public sealed record PolicyFault(Manifest Policy, ManifestNode At, string Path, string Problem)
{
    /// <summary>One line: where, which policy, which field, what.</summary>
    public string Sentence => At.Place.IsKnown
        ? $"{Policy.File}:{At.Place}: {Policy.Reference}: {Path}: {Problem}"
        : $"{Policy.Reference}: {Path}: {Problem}";
}
