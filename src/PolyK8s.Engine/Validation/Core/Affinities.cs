namespace PolyK8s.Engine.Validation.Core;

/// <summary>Which nodes and which other Pods a Pod wants near.</summary>
/// <remarks>Mirrors <c>validateAffinity</c>, <c>validatePodAffinityTerm</c> and <c>validateWeightedPodAffinityTerms</c> of <c>pkg/apis/core/validation</c>.</remarks>
internal static class Affinities
{
    private const string Hard = "requiredDuringSchedulingIgnoredDuringExecution";
    private const string Soft = "preferredDuringSchedulingIgnoredDuringExecution";

    /// <summary>The affinity of a Pod; the labels are those that the server merges into selectors.</summary>
    public static void Check(Field affinity, Field? labels)
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

        Pods(affinity["podAffinity"], labels);
        Pods(affinity["podAntiAffinity"], labels);
    }

    private static void Pods(Field affinity, Field? labels)
    {
        foreach (var term in affinity[Hard].Items())
        {
            Term(term, labels);
        }

        foreach (var weighted in affinity[Soft].Items())
        {
            Weight(weighted["weight"]);
            Term(weighted["podAffinityTerm"], labels);
        }
    }

    private static void Weight(Field weight)
    {
        if (weight.Number is < 1 or > 100)
        {
            weight.InvalidNumber("must be in the range 1-100");
        }
    }

    private static void Term(Field term, Field? labels)
    {
        LabelSelectors.Check(term["labelSelector"]);
        LabelSelectors.Check(term["namespaceSelector"]);
        foreach (var ns in term["namespaces"].Items())
        {
            ns.At(term["namespace"]).Must(DnsNames.Label);
        }

        MatchLabelKeys.Check(term, labels);
        term["topologyKey"].RequiredText("can not be empty");
        term["topologyKey"].Must(LabelNames.Key);
    }
}
