using System.Collections.Immutable;

namespace PolyK8s.Engine.Ordering;

/// <summary>The declared order around one change: what all objects say once the whole request is done.</summary>
public sealed class DeclaredOrder
{
    private static readonly object Cycles = new();
    private static readonly object Awaited = new();

    private readonly ClusterView _world;

    // Where nothing but the changed object differs from the view, whatever waits for it is in the view, which is asked once for many changes.
    private readonly ClusterView _others;

    private DeclaredOrder(OrderedObject subject, ClusterView world, ClusterView others) => (Subject, _world, _others) = (subject, world, others);

    /// <summary>The changed object.</summary>
    public OrderedObject Subject { get; }

    /// <summary>The order a change leads to.</summary>
    public static DeclaredOrder Of(Change change, ClusterView view) => new(OrderedObject.Of(change.Object), change.WorldAfter(view), change.Around(view));

    /// <summary>A shortest cycle through the changed object; empty when it closes none.</summary>
    /// <param name="phase"><c>upsert</c> or <c>delete</c>.</param>
    public ImmutableArray<Edge> Cycle(string phase)
    {
        // An object that says nothing can still be what an object in an earlier wave waits for.
        var isTied = Subject.IsLinking || _others.Once(Awaited, () => AwaitedIn(_others)).Any(awaited => awaited.ContainsKey(Subject.Key));
        return isTied ? _world.Once(Cycles, () => new DeclaredCycles(_world)).Through(Subject.Key, phase) : [];
    }

    // Of the many kinds of a cluster few have objects that wait.
    private static ImmutableDictionary<ObjectKey, int>[] AwaitedIn(ClusterView world) =>
        [.. world.Kinds.Select(kind => OrderedObjects.Of(kind, world).Awaited).Where(awaited => !awaited.IsEmpty)];
}
