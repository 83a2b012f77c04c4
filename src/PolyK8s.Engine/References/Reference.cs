using System.Collections.Immutable;
using PolyK8s.Engine.Manifests;
using PolyK8s.Engine.Ordering;

namespace PolyK8s.Engine.References;

/// <summary>One object names another.</summary>
/// <param name="Row">The row of the catalogue.</param>
/// <param name="Target">The object named.</param>
/// <param name="Path">The field path of the name.</param>
/// <param name="At">The name.</param>
/// <param name="IsRequired">Whether something breaks when the target is missing: the row is not soft and the reference not optional.</param>
/// <param name="Keys">The keys of the target that are named, where the row has them.</param>
public sealed record Reference(EdgeRow Row, ObjectKey Target, string Path, ManifestNode At, bool IsRequired, ImmutableArray<string> Keys)
{
    /// <summary>The references of an object, in the order of the catalogue.</summary>
    public static ImmutableArray<Reference> Of(Manifest manifest) =>
        EdgeCatalogue.ReferencesOf(new(manifest.Group, manifest.Kind)).Read<Reference>(manifest, static (row, of, at, path, found) => row.Read(of, at, path, found));
}
