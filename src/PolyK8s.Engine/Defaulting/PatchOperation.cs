using PolyK8s.Engine.Manifests;

namespace PolyK8s.Engine.Defaulting;

/// <summary>One operation of a JSON Patch (RFC 6902). Defaults only ever add.</summary>
/// <param name="Op">The operation, <c>add</c>.</param>
/// <param name="Path">Where, as a JSON Pointer (RFC 6901).</param>
/// <param name="Value">What.</param>
public sealed record PatchOperation(string Op, string Path, ManifestNode Value)
{
    /// <summary>A name as it stands in a JSON Pointer.</summary>
    internal static string Escaped(string name) => name.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal);
}
