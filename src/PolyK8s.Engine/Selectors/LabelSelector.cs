using System.Collections.Immutable;
using PolyK8s.Engine.Manifests;

namespace PolyK8s.Engine.Selectors;

/// <summary>A <c>metav1.LabelSelector</c>: every requirement must hold; without requirements it matches everything.</summary>
/// <remarks>Mirrors <c>LabelSelectorAsSelector</c> and <c>Requirement.Matches</c> of k8s.io/apimachinery. What an absent selector means is its owner's business.</remarks>
public sealed class LabelSelector
{
    private LabelSelector(ImmutableArray<LabelRequirement> requirements) => Requirements = requirements;

    /// <summary>The requirements, those of <c>matchLabels</c> first.</summary>
    public ImmutableArray<LabelRequirement> Requirements { get; }

    /// <summary>The selector that matches everything.</summary>
    public static LabelSelector Everything { get; } = new([]);

    /// <summary>The labels its requirements are about.</summary>
    public IEnumerable<string> Asks => Requirements.Select(requirement => requirement.Key);

    /// <summary>Reads a selector as the API server would after validation; a part it would have refused matches nothing.</summary>
    public static LabelSelector From(ManifestNode node)
    {
        var labels = (node["matchLabels"]?.Members ?? []).Select(m => new LabelRequirement(m.Name, "In", [m.Value.Text]));
        var expressions = node.ItemsAt("matchExpressions").Select(e => new LabelRequirement(e.TextAt("key") ?? "", e.TextAt("operator") ?? "", e.TextsAt("values")));
        return new([.. labels, .. expressions]);
    }

    /// <summary>Whether it is certain that no labels satisfy both selectors. Asked pairwise, so it may say no where nothing does.</summary>
    public bool NeverWith(LabelSelector other) => Requirements.Any(one => other.Requirements.Any(one.Excludes));

    /// <summary>Whether <paramref name="labels"/> (an object of strings, or null for none) satisfy every requirement.</summary>
    public bool Matches(ManifestNode? labels)
    {
        foreach (var requirement in Requirements)
        {
            if (!requirement.Holds(labels?.TextAt(requirement.Key)))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Whether <paramref name="labels"/>, ordered or not, satisfy every requirement.</summary>
    public bool Matches(ImmutableArray<KeyValuePair<string, string>> labels)
    {
        foreach (var requirement in Requirements)
        {
            string? value = null;
            foreach (var label in labels)
            {
                value = label.Key == requirement.Key ? label.Value : value;
            }

            if (!requirement.Holds(value))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Whether it is plain that everything <paramref name="narrower"/> matches is matched here too: it has all these requirements.</summary>
    public bool IsImpliedBy(LabelSelector narrower) => Requirements.All(r => narrower.Requirements.Any(n =>
        n.Key == r.Key && n.Operator == r.Operator && n.Values.Length == r.Values.Length && n.Values.All(v => r.Values.Contains(v, StringComparer.Ordinal))));
}
