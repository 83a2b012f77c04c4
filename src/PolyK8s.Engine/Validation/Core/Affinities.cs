namespace PolyK8s.Engine.Validation.Core;

/// <summary>Which nodes and which other Pods a Pod wants near.</summary>
/// <remarks>Mirrors <c>validateAffinity</c>, <c>validatePodAffinityTerm</c> and <c>validateWeightedPodAffinityTerms</c> of <c>pkg/apis/core/validation</c>.</remarks>
internal static class Affinities
{
    private const string Hard = "requiredDuringSchedulingIgnoredDuringExecution";
    private const string Soft = "preferredDuringSchedulingIgnoredDuringExecution";

    /// <summary>The affinity of a Pod.</summary>
    public static void Check(Field affinity)
    {
        var nodes = affinity["nodeAffinity"];
        if (nodes[Hard].IsSet)
        {
            NodeSelectors.Check(nodes[Hard]);
        }

        foreach (var term in nodes[Soft].Items())
        {
            Weight(term["weight"]);
            NodeSelectors.Term(term["preference"], checkValues: false);
        }

        Pods(affinity["podAffinity"]);
        Pods(affinity["podAntiAffinity"]);
    }

    private static void Pods(Field affinity)
    {
        foreach (var term in affinity[Hard].Items())
        {
            Term(term);
        }

        foreach (var weighted in affinity[Soft].Items())
        {
            Weight(weighted["weight"]);
            Term(weighted["podAffinityTerm"]);
        }
    }

    private static void Weight(Field weight)
    {
        if (weight.Number is < 1 or > 100)
        {
            weight.InvalidNumber("must be in the range 1-100");
        }
    }

    private static void Term(Field term)
    {
        LabelSelectors.Check(term["labelSelector"]);
        LabelSelectors.Check(term["namespaceSelector"]);
        foreach (var ns in term["namespaces"].Items())
        {
            ns.At(term["namespace"]).Must(DnsNames.Label);
        }

        Keys(term["matchLabelKeys"], term["labelSelector"]);
        Keys(term["mismatchLabelKeys"], term["labelSelector"]);
        foreach (var key in term["matchLabelKeys"].Items())
        {
            if (term["mismatchLabelKeys"].Texts().Contains(key.Text))
            {
                key.InvalidText("exists in both matchLabelKeys and mismatchLabelKeys");
            }
        }

        term["topologyKey"].RequiredText("can not be empty");
        term["topologyKey"].Must(LabelNames.Key);
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
}
