using System.Collections.Immutable;
using PolyK8s.Engine.Manifests;

namespace PolyK8s.Engine.Policy;

/// <summary>One default of a constraint.</summary>
/// <param name="Path">Where; the last step is a name.</param>
/// <param name="Value">What stands there when its author wrote nothing.</param>
/// <param name="CreatesParents">Whether records that are missing on the way are made; otherwise the default is set only where they are.</param>
/// <param name="At">The entry in the policy.</param>
public sealed record ConstraintDefault(ImmutableArray<DefaultStep> Path, ManifestNode Value, bool CreatesParents, ManifestNode At);
