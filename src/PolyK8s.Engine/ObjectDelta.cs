using PolyK8s.Engine.Manifests;

namespace PolyK8s.Engine;

/// <summary>One object that differs between two views.</summary>
/// <param name="Kind">The object's kind.</param>
/// <param name="Before">The object in the older view; null if it was not there.</param>
/// <param name="After">The object in the newer view; null if it is gone.</param>
public sealed record ObjectDelta(GroupKind Kind, Manifest? Before, Manifest? After);
