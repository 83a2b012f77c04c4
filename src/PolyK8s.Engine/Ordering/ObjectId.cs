using PolyK8s.Engine.Manifests;

namespace PolyK8s.Engine.Ordering;

/// <summary>An object, whatever its version: what ordering annotations name.</summary>
/// <param name="Group">The API group; empty for the core group.</param>
/// <param name="Kind">The kind.</param>
/// <param name="Namespace">The namespace; empty for cluster-scoped objects.</param>
/// <param name="Name">The name.</param>
public readonly record struct ObjectId(string Group, string Kind, string Namespace, string Name)
{
    /// <summary>The identity of a manifest.</summary>
    public static ObjectId Of(Manifest manifest) => new(manifest.Group, manifest.Kind, manifest.Namespace, manifest.Name);

    /// <summary><c>Kind namespace/name</c>, the group in brackets where it is not a core one.</summary>
    public override string ToString()
    {
        var kind = Group.Length == 0 || !Group.Contains('.', StringComparison.Ordinal) ? Kind : $"{Kind}.{Group}";
        return Namespace.Length == 0 ? $"{kind} {Name}" : $"{kind} {Namespace}/{Name}";
    }
}
