using PolyK8s.Engine.Manifests;
using PolyK8s.Engine.Ordering;
using PolyK8s.Engine.References;

namespace PolyK8s.Engine.Indexes;

/// <summary>Which objects of a kind name which others. Pods that a workload made are left out: the workload stands for them; and owners, which nobody looks up by their dependents.</summary>
/// <param name="Kind">The kind.</param>
public sealed record ReferencesTo(GroupKind Kind) : PostingsOf<ObjectKey>(Kind)
{
    /// <summary>The objects of a view that name one, kind by kind.</summary>
    public static IEnumerable<Manifest> Naming(ClusterView view, ObjectKey target)
    {
        foreach (var kind in view.Kinds.Where(Names))
        {
            foreach (var name in view.Get(new ReferencesTo(kind)).Under(target))
            {
                if (view.Of(kind).Find(name.Namespace, name.Name) is { } naming)
                {
                    yield return naming;
                }
            }
        }
    }

    /// <inheritdoc />
    protected override IEnumerable<ObjectKey> KeysOf(Manifest manifest) =>
        Controlled.Is(manifest) ? [] : Reference.Of(manifest).Where(r => r.Row.Kind != EdgeKind.Owns).Select(r => r.Target).Distinct();

    private static bool Names(GroupKind kind) => EdgeCatalogue.HasRows(kind);
}
