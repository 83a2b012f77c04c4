using System.Collections.Immutable;
using PolyK8s.Engine.Manifests;
using PolyK8s.Engine.Selectors;

namespace PolyK8s.Engine.Rbac;

/// <summary>The aggregation rule of a ClusterRole.</summary>
internal static class Aggregation
{
    /// <summary>Its selectors; none when it has no rule.</summary>
    public static ImmutableArray<LabelSelector> Of(Manifest role) =>
        [.. role.Root.ItemsAt("aggregationRule", "clusterRoleSelectors").Select(LabelSelector.From)];

    /// <summary>Whether it has one.</summary>
    public static bool Has(Manifest role) => !role.Root.ItemsAt("aggregationRule", "clusterRoleSelectors").IsEmpty;

    /// <summary>Whether selectors take in a role: any of them.</summary>
    public static bool Gathers(ImmutableArray<LabelSelector> selectors, Manifest role) =>
        selectors.Any(selector => selector.Matches(role.Root.At("metadata", "labels")));
}
