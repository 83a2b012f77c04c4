using PolyK8s.Engine.Manifests;

namespace PolyK8s.Engine.Ordering;

/// <summary>One declared dependency: an object waits for another.</summary>
/// <param name="From">The object that waits.</param>
/// <param name="To">The object it waits for.</param>
/// <param name="Source">The annotation or field that says so.</param>
/// <param name="Owner">The object that carries <paramref name="Source"/>; one of the two.</param>
/// <param name="At">The node of the source; null when it is not known.</param>
public sealed record Dependency(ObjectId From, ObjectId To, string Source, ObjectId Owner, ManifestNode? At);
