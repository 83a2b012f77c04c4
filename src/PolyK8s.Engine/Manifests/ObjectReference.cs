namespace PolyK8s.Engine.Manifests;

/// <summary>An object's identity in results.</summary>
/// <param name="ApiVersion">Group and version, <c>apps/v1</c>.</param>
/// <param name="Kind">The kind, <c>Deployment</c>.</param>
/// <param name="Namespace">The namespace; empty for cluster-scoped objects.</param>
/// <param name="Name">The name; empty while only <c>generateName</c> is known.</param>
public sealed record ObjectReference(string ApiVersion, string Kind, string Namespace, string Name)
{
    /// <summary><c>Kind namespace/name</c>, the namespace left out when there is none.</summary>
    public override string ToString() => Namespace.Length == 0 ? $"{Kind} {Name}" : $"{Kind} {Namespace}/{Name}";
}
