using PolyK8s.Engine.Manifests;

namespace PolyK8s.Engine.Ordering;

/// <summary>An object in an ordering, whatever its version.</summary>
/// <param name="Kind">The kind.</param>
/// <param name="Name">The namespace, empty for cluster-scoped objects, and the name.</param>
public readonly record struct ObjectKey(GroupKind Kind, ObjectName Name)
{
    /// <summary>The key of an object.</summary>
    public static ObjectKey Of(Manifest manifest) => new(new(manifest.Group, manifest.Kind), new(manifest.Namespace, manifest.Name));

    /// <inheritdoc />
    public override string ToString() => $"{Kind} {Name}";

    /// <summary>The key as evidence.</summary>
    public ManifestNode AsWitness() => ManifestNode.Object(
        ("group", ManifestNode.Of(Kind.Group)),
        ("kind", ManifestNode.Of(Kind.Kind)),
        ("namespace", Name.Namespace.Length == 0 ? null : ManifestNode.Of(Name.Namespace)),
        ("name", ManifestNode.Of(Name.Name)));
}
