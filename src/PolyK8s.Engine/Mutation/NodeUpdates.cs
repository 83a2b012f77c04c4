using System.Collections.Immutable;
using PolyK8s.Engine.Manifests;

namespace PolyK8s.Engine.Mutation;

/// <summary>The ranges of pod addresses of a node.</summary>
/// <remarks>Mirrors <c>ValidateNodeUpdate</c> of <c>pkg/apis/core/validation</c>.</remarks>
internal static class NodeUpdates
{
    /// <summary>They are given once.</summary>
    public static void Addresses(Transition change)
    {
        var before = Ranges(change.Old("spec"));
        if (!before.IsEmpty && !before.SequenceEqual(Ranges(change.New("spec").Node)))
        {
            change.New("spec.podCIDRs").Forbidden("node updates may not change podCIDR except from \"\" to valid");
        }
    }

    // The single field is the older one and wins where the two differ.
    private static ImmutableArray<string> Ranges(ManifestNode? spec)
    {
        var (one, all) = (spec?.TextAt("podCIDR") ?? "", spec?.TextsAt("podCIDRs") ?? []);
        return one.Length == 0 || (all is [var first, ..] && first == one) ? all : [one];
    }
}
