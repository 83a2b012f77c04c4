using PolyK8s.Engine.Manifests;
using PolyK8s.Engine.References;

namespace PolyK8s.Engine.Indexes;

/// <summary>Which objects of a kind choose Pods by which label; those that demand no label's value stand under the empty one.</summary>
/// <param name="Kind">The kind.</param>
public sealed record SelectorsByLabel(GroupKind Kind) : PostingsOf<LabelIn>(Kind)
{
    /// <summary>The objects of a kind whose selectors take a set of Pod labels.</summary>
    public static IEnumerable<(Manifest By, Selection Selection)> Taking(ClusterView view, GroupKind kind, string ns, ManifestNode? labels)
    {
        var keys = (labels?.Members ?? []).Select(m => new LabelIn(ns, m.Name, m.Value.Text)).Append(new(ns, "", ""));
        return view.Get(new SelectorsByLabel(kind)).UnderAny(keys) is { Count: > 0 } names ? Taking(view.Of(kind), names, labels) : [];
    }

    private static IEnumerable<(Manifest By, Selection Selection)> Taking(ObjectSet all, IReadOnlyCollection<ObjectName> names, ManifestNode? labels)
    {
        foreach (var name in names)
        {
            if (all.Find(name.Namespace, name.Name) is { } by)
            {
                foreach (var selection in Selection.Of(by).Where(s => IsMain(s) && s.Matches(labels)))
                {
                    yield return (by, selection);
                }
            }
        }
    }

    /// <summary>The label that everything a selector takes must have; the empty one when there is none.</summary>
    public static LabelIn KeyOf(Selection selection)
    {
        var labels = selection.Row.To.Labels == SelectorForm.Map ? selection.Selector : selection.Selector["matchLabels"];
        var members = labels?.Members ?? [];
        return members.IsEmpty ? new(selection.Namespace, "", "")
            : members.MinBy(m => m.Name, StringComparer.Ordinal) is var first ? new(selection.Namespace, first.Name, first.Value.Text)
            : default;
    }

    /// <inheritdoc />
    protected override IEnumerable<LabelIn> KeysOf(Manifest manifest) =>
        Controlled.Is(manifest) ? [] : Selection.Of(manifest).Where(IsMain).Select(KeyOf).Distinct();

    // Affinity and spreading choose Pods for placement only.
    private static bool IsMain(Selection selection) => selection.Row.Of != "Pods" && selection.Row.To.Kind is null;
}
