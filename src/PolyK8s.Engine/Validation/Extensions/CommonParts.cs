using PolyK8s.Engine.Manifests;

namespace PolyK8s.Engine.Validation.Extensions;

/// <summary>What all versions of a definition have in common, and where the server keeps it.</summary>
/// <remarks>Mirrors <c>Convert_v1_CustomResourceDefinitionSpec_To_apiextensions_CustomResourceDefinitionSpec</c>.</remarks>
/// <param name="spec">The definition's spec.</param>
internal sealed class CommonParts(Field spec)
{
    /// <summary>The schema of all versions, with its wrapper; null when they differ.</summary>
    public Field? Schema { get; } = Shared(spec, "schema", "validation");

    /// <summary>The subresources of all versions; null when they differ.</summary>
    public Field? Subresources { get; } = Shared(spec, "subresources", "subresources");

    /// <summary>The printer columns of all versions; null when they differ.</summary>
    public Field? Columns { get; } = Shared(spec, "additionalPrinterColumns", "additionalPrinterColumns");

    /// <summary>The selectable fields of all versions; null when they differ.</summary>
    public Field? Selectable { get; } = Shared(spec, "selectableFields", "selectableFields");

    /// <summary>Whether any version has a status of its own.</summary>
    public bool AnyStatus { get; } = spec["versions"].Items().Any(version => version["subresources"]["status"].IsSet);

    private static Field? Shared(Field spec, string part, string place)
    {
        var versions = spec["versions"].Items();
        return versions.Length > 0 && versions.All(version => SameJson.As(version[part].Node, versions[0][part].Node))
            ? versions[0][part].At(spec[place])
            : null;
    }
}
