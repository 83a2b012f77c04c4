using System.Collections.Immutable;
using PolyK8s.Engine.Manifests;
using PolyK8s.Engine.Selectors;

namespace PolyK8s.Engine.References;

/// <summary>An object chooses others by their labels.</summary>
/// <param name="Row">The row of the catalogue.</param>
/// <param name="Namespace">The namespace in which it chooses; empty for kinds outside namespaces.</param>
/// <param name="Path">The field path of the selector.</param>
/// <param name="Selector">The selector, a map or a LabelSelector.</param>
public sealed record Selection(EdgeRow Row, string Namespace, string Path, ManifestNode Selector)
{
    /// <summary>The selectors of an object, in the order of the catalogue.</summary>
    public static ImmutableArray<Selection> Of(Manifest manifest) =>
        EdgeCatalogue.SelectorsOf(new(manifest.Group, manifest.Kind)).Read<Selection>(manifest, static (row, of, at, path, found) => row.ReadSelector(of, at, path, found));

    /// <summary>Whether it takes an object.</summary>
    public bool Takes(Manifest manifest) => Row.To.Labels == SelectorForm.Terms ? NodeSelectorTerms.Take(Selector, manifest) : Matches(manifest.Root.At("metadata", "labels"));

    /// <summary>Whether labels (an object of strings, or null for none) satisfy it.</summary>
    public bool Matches(ManifestNode? labels) => Row.To.Labels == SelectorForm.Map
        ? Selector.Members.All(m => m.Value.Kind == NodeKind.String && labels?.TextAt(m.Name) == m.Value.Text)
        : (_selector ??= LabelSelector.From(Selector)).Matches(labels);

    private LabelSelector? _selector;
}
