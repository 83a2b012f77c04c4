using System.Collections.Immutable;

namespace PolyK8s.Engine.Schemas;

/// <summary>The schemas of one minor as they are embedded.</summary>
/// <param name="KubernetesVersion">The minor, <c>1.36</c>.</param>
/// <param name="Source">Where the facts come from.</param>
/// <param name="IsDefault">Whether it is taken when no version is named.</param>
public sealed record EmbeddedSchemas(string KubernetesVersion, string Source, bool IsDefault)
{
    /// <summary>All of them, the oldest first.</summary>
    public static ImmutableArray<EmbeddedSchemas> All { get; } =
        [.. Enumerable.Range(SchemaPack.Oldest, SchemaPack.Latest - SchemaPack.Oldest + 1).Select(minor => new EmbeddedSchemas(Schemas.KubernetesVersion.Said(minor), From(minor), minor == SchemaPack.Default))];

    // Mirrors tests/PolyK8s.SchemaGenerator/generate.sh, which writes the pack.
    private static string From(int minor) => minor switch
    {
        32 => "npm @kubernetes/client-node 1.1.3",
        33 => "npm @kubernetes/client-node 1.3.0",
        34 => "npm @kubernetes/client-node 1.4.0",
        36 => "npm @kubernetes/client-node 2.0.1",
        _ => "1.36 and its differences by the markers of k8s.io/api",
    };
}
