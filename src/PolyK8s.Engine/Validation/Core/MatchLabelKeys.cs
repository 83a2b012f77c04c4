using System.Collections.Immutable;

namespace PolyK8s.Engine.Validation.Core;

/// <summary>The labels whose values a selector takes from the Pod itself.</summary>
/// <remarks>
/// Mirrors <c>ValidateMatchLabelKeysAndMismatchLabelKeys</c> of <c>pkg/apis/core/validation</c>, after
/// <c>applyLabelKeysToLabelSelector</c> of <c>pkg/registry/core/pod</c>: of a new Pod the server first writes them into the selector.
/// </remarks>
internal static class MatchLabelKeys
{
    /// <summary>The keys of a term or of a constraint.</summary>
    /// <param name="term">The record with <c>labelSelector</c>, <c>matchLabelKeys</c> and maybe <c>mismatchLabelKeys</c>.</param>
    /// <param name="labels">The labels that the server merges in; null for none.</param>
    public static void Check(Field term, Field? labels)
    {
        var (keys, others, selector) = (term["matchLabelKeys"], term["mismatchLabelKeys"], term["labelSelector"]);
        Keys(keys, selector);
        Keys(others, selector);
        if (selector.IsSet && keys.Count > 0)
        {
            Once(term, selector, [.. keys.Texts(), .. others.Texts()], labels);
        }

        foreach (var key in keys.Items())
        {
            if (others.Texts().Contains(key.Text))
            {
                key.InvalidText("exists in both matchLabelKeys and mismatchLabelKeys");
            }
        }
    }

    private static void Keys(Field keys, Field selector)
    {
        if (keys.Count > 0 && !selector.IsSet)
        {
            keys.Forbidden("must not be specified when labelSelector is not set");
            return;
        }

        foreach (var key in keys.Items())
        {
            key.Must(LabelNames.Key);
        }
    }

    // The server reports the key at an item of the term.
    private static void Once(Field term, Field selector, ImmutableArray<string> taken, Field? labels)
    {
        var keys = term["matchLabelKeys"].Texts();
        var seen = selector["matchLabels"].Entries().Select(entry => entry.Key).ToHashSet(StringComparer.Ordinal);
        foreach (var key in selector["matchExpressions"].Items().Select(expression => expression["key"].Text).Concat(taken.Where(key => labels?.Has(key) == true)))
        {
            if (!seen.Add(key) && keys.LastIndexOf(key) is var at and >= 0)
            {
                term[at].Invalid(GoText.Quote(key), "exists in both matchLabelKeys and labelSelector");
            }
        }
    }
}
