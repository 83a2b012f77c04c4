using PolyK8s.Engine.Manifests;

namespace PolyK8s.Engine.Ordering;

/// <summary>One object waits for another.</summary>
/// <param name="Waiting">The object that waits.</param>
/// <param name="Awaited">The object it waits for.</param>
/// <param name="By">The object whose annotation or field says so.</param>
/// <param name="Source">The annotation or field.</param>
/// <param name="Path">Its field path in <paramref name="By"/>.</param>
public sealed record Edge(ObjectKey Waiting, ObjectKey Awaited, ObjectKey By, string Source, string Path)
{
    /// <summary>The edge as evidence.</summary>
    public ManifestNode AsWitness() => ManifestNode.Object(
        ("object", Waiting.AsWitness()),
        ("waitsFor", Awaited.AsWitness()),
        ("declaredBy", By == Waiting ? null : By.AsWitness()),
        ("source", ManifestNode.Of(Source)));
}
