using System.Globalization;
using PolyK8s.Engine.Manifests;

namespace PolyK8s.Engine.Selectors;

/// <summary>A <c>core/v1 NodeSelector</c>: nodes that satisfy one of its terms.</summary>
/// <remarks>Mirrors <c>NodeSelector.Match</c> of k8s.io/component-helpers (<c>scheduling/corev1/nodeaffinity</c>): a term without requirements takes no node.</remarks>
public static class NodeSelectorTerms
{
    /// <summary>Whether one of <c>nodeSelectorTerms</c> takes the node.</summary>
    public static bool Take(ManifestNode selector, Manifest node) => selector.ItemsAt("nodeSelectorTerms").Any(term => Takes(term, node));

    private static bool Takes(ManifestNode term, Manifest node)
    {
        var (labels, fields) = (term.ItemsAt("matchExpressions"), term.ItemsAt("matchFields"));
        return (labels.Length > 0 || fields.Length > 0)
            && labels.All(r => Holds(r, node.Root.TextAt("metadata", "labels", r.TextAt("key") ?? "")))
            && fields.All(r => Holds(r, r.TextAt("key") == "metadata.name" ? node.Name : null));
    }

    private static bool Holds(ManifestNode requirement, string? value) => (requirement.TextAt("operator"), requirement.TextsAt("values")) switch
    {
        ("Gt", [var bound]) => Integer(value) is { } number && Integer(bound) is { } least && number > least,
        ("Lt", [var bound]) => Integer(value) is { } number && Integer(bound) is { } most && number < most,
        (var other, var values) => new LabelRequirement("", other ?? "", values).Holds(value),
    };

    private static long? Integer(string? text) => long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : null;
}
