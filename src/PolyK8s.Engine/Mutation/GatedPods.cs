using System.Collections.Immutable;
using PolyK8s.Engine.Manifests;
using PolyK8s.Engine.Validation;

namespace PolyK8s.Engine.Mutation;

/// <summary>Where a Pod may run, while gates keep it from being scheduled: the choice may only become narrower.</summary>
/// <remarks>Mirrors <c>validateNodeSelectorMutation</c> and <c>validateNodeAffinityMutation</c> of <c>pkg/apis/core/validation</c>.</remarks>
internal static class GatedPods
{
    private const string Hard = "requiredDuringSchedulingIgnoredDuringExecution";
    private static readonly string[] Lists = ["matchExpressions", "matchFields"];

    /// <summary>The spec of a gated Pod and the one before.</summary>
    public static void Check(Field now, ManifestNode before)
    {
        var selector = now["nodeSelector"];
        if ((before["nodeSelector"]?.Members ?? []).Any(old => !selector.Has(old.Name) || selector.Key(old.Name).Text != old.Value.Text))
        {
            selector.Invalid(GoText.Map(selector.Node), "only additions to spec.nodeSelector are allowed (no mutations or deletions)");
        }

        Terms(now["affinity"]["nodeAffinity"][Hard]["nodeSelectorTerms"], before.ItemsAt("affinity", "nodeAffinity", Hard, "nodeSelectorTerms"));
    }

    private static void Terms(Field now, ImmutableArray<ManifestNode> before)
    {
        if (before.IsEmpty)
        {
            return;
        }

        if (now.Count != before.Length)
        {
            now.Invalid(GoText.Json(now.Node), "no additions/deletions to non-empty NodeSelectorTerms list are allowed");
            return;
        }

        foreach (var (term, old) in now.Items().Zip(before))
        {
            if (!OnlyAdds(term.Node, old))
            {
                term.Invalid(GoText.Json(term.Node), "only additions are allowed (no mutations or deletions)");
            }
        }
    }

    // A term without requirements matches nothing, and one requirement would widen it.
    private static bool OnlyAdds(ManifestNode? now, ManifestNode before)
    {
        var lists = Lists.Select(name => (Now: now?.ItemsAt(name) ?? [], Before: before.ItemsAt(name))).ToArray();
        return lists.All(list => list.Before.IsEmpty)
            ? lists.All(list => list.Now.IsEmpty)
            : lists.All(list => list.Now.Length >= list.Before.Length && list.Before.Zip(list.Now).All(pair => StoredForm.Same("", pair.First, pair.Second)));
    }
}
