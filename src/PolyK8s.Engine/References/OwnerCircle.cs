using System.Collections.Immutable;
using PolyK8s.Engine.Graphs;
using PolyK8s.Engine.Kernels;
using PolyK8s.Engine.Manifests;
using PolyK8s.Engine.Ordering;

namespace PolyK8s.Engine.References;

/// <summary>Objects that own one another in a circle.</summary>
internal static class OwnerCircle
{
    // Owners of owners are three or four deep (CronJob, Job, Pod); a chain longer than this is no circle anybody drew.
    private const int MostObjects = 1_000;

    /// <summary>A shortest circle of owners through an object, the object first; empty when there is none.</summary>
    public static ImmutableArray<ObjectKey> Through(Manifest start, ClusterView view)
    {
        var keys = new List<Manifest> { start };
        var number = new Dictionary<ObjectKey, int> { [ObjectKey.Of(start)] = 0 };
        var (from, to) = (ImmutableArray.CreateBuilder<int>(), ImmutableArray.CreateBuilder<int>());
        for (var next = 0; next < keys.Count && keys.Count < MostObjects; next++)
        {
            foreach (var owner in keys[next].Root.ItemsAt("metadata", "ownerReferences").Select((node, i) => OwnerReference.Of(node, i)))
            {
                if (owner.Find(keys[next].Namespace, view) is { } found && owner.IsSame(found))
                {
                    if (!number.TryGetValue(ObjectKey.Of(found), out var place))
                    {
                        number[ObjectKey.Of(found)] = place = keys.Count;
                        keys.Add(found);
                    }

                    from.Add(next);
                    to.Add(place);
                }
            }
        }

        var graph = new DirectedGraph(keys.Count, from.DrainToImmutable(), to.DrainToImmutable());
        return [.. CheckedGraph.CycleThrough(graph, 0).Select(e => ObjectKey.Of(keys[graph.From[e]]))];
    }
}
