using System.Collections.Immutable;
using PolyK8s.Engine.Manifests;

namespace PolyK8s.Engine.Schemas.Custom;

/// <summary>A CustomResourceDefinition, read: the kinds it defines, and what of it could not be read.</summary>
/// <param name="Kinds">A kind for each version that is served and has a schema.</param>
/// <param name="Faults">What could not be read, one line each.</param>
public sealed record CustomDefinition(ImmutableArray<KindSchema> Kinds, ImmutableArray<string> Faults)
{
    /// <summary>The kind of definitions.</summary>
    public static readonly GroupKind Definition = new("apiextensions.k8s.io", "CustomResourceDefinition");

    /// <summary>Whether a manifest is a definition.</summary>
    public static bool Is(Manifest manifest) => manifest.Kind == Definition.Kind && manifest.Group == Definition.Group;

    /// <summary>The kind a definition defines, whether it can be read or not.</summary>
    public static GroupKind Defined(Manifest manifest) => new(manifest.Root.TextAt("spec", "group") ?? "", manifest.Root.TextAt("spec", "names", "kind") ?? "");

    /// <summary>Reads a definition. A part that makes no sense is a fault, and the rest is still read.</summary>
    /// <param name="manifest">The definition.</param>
    /// <param name="builtIn">The built-in kinds, for the schema of <c>metadata</c>.</param>
    public static CustomDefinition Read(Manifest manifest, SchemaPack builtIn)
    {
        var spec = manifest.Root["spec"] ?? ManifestNode.Null;
        var (group, kind) = Defined(manifest);
        if (kind.Length == 0 || group.Length == 0)
        {
            return new([], [$"definition `{manifest.Name}` names no group or kind"]);
        }

        var kinds = ImmutableArray.CreateBuilder<KindSchema>();
        var faults = ImmutableArray.CreateBuilder<string>();
        foreach (var version in spec.ItemsAt("versions").Where(v => v["served"] is not { Kind: NodeKind.Boolean, Text: "false" }))
        {
            var reader = new StructuralSchemaReader(builtIn);
            var root = reader.ReadRoot(version.At("schema", "openAPIV3Schema"));
            kinds.Add(new(group, version.TextAt("name") ?? "", kind, spec.TextAt("names", "plural") ?? "", spec.TextAt("scope") != "Cluster", reader.Table, root)
            {
                IsCustom = true,
                HasExpressions = reader.HasExpressions,
            });
            faults.AddRange(reader.Faults.Select(f => $"definition `{manifest.Name}`, version `{version.TextAt("name")}`: {f}"));
        }

        return new(kinds.DrainToImmutable(), faults.DrainToImmutable());
    }
}
