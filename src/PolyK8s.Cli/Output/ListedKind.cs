using PolyK8s.Engine.Schemas;

namespace PolyK8s.Cli.Output;

/// <summary>A kind in the answer of <c>schema list</c>.</summary>
/// <param name="ApiVersion">The group and version, <c>apps/v1</c>.</param>
/// <param name="Kind">The kind.</param>
/// <param name="Namespaced">Whether its objects live in namespaces; null when its schema does not say.</param>
/// <param name="Source">Where its schema comes from.</param>
internal sealed record ListedKind(string ApiVersion, string Kind, bool? Namespaced, string Source)
{
    /// <summary>The kind of a schema. Kinds that nobody can create, lists for instance, have no resource and so no scope.</summary>
    public static ListedKind Of(KindSchema kind, string source) => new(kind.ApiVersion, kind.Kind, kind.Plural.Length > 0 ? kind.Namespaced : null, source);
}
