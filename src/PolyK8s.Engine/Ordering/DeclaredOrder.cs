using System.Collections.Immutable;
using PolyK8s.Engine.Kernels;

namespace PolyK8s.Engine.Ordering;

/// <summary>The declared order around one change: the objects of the view, those beside the change, and the changed one.</summary>
public sealed class DeclaredOrder
{
    private readonly Dictionary<ObjectKey, OrderedObject> _objects = [];
    private readonly Func<ObjectKey, bool> _exists;

    private DeclaredOrder(OrderedObject subject, Func<ObjectKey, bool> exists) => (Subject, _exists) = (subject, exists);

    /// <summary>The changed object.</summary>
    public OrderedObject Subject { get; }

    /// <summary>The order a change leads to.</summary>
    public static DeclaredOrder Of(Change change, ClusterView view)
    {
        var beside = change.Beside.Select(OrderedObject.Of).ToImmutableArray();
        var names = beside.Select(o => o.Key).ToHashSet();
        var order = new DeclaredOrder(
            OrderedObject.Of(change.Object),
            key => names.Contains(key) || view.Of(key.Kind).Find(key.Name.Namespace, key.Name.Name) is not null);
        foreach (var o in view.Kinds.SelectMany(kind => view.Get(new OrderedObjects(kind)).Values).Concat(beside).Append(order.Subject))
        {
            order._objects[o.Key] = o;
        }

        return order;
    }

    /// <summary>A shortest cycle through the changed object; empty when it closes none.</summary>
    /// <param name="phase"><c>upsert</c> or <c>delete</c>.</param>
    public ImmutableArray<Edge> Cycle(string phase)
    {
        // An object that says nothing can still be what an object in an earlier wave waits for.
        if (!Subject.SaysSomething && !_objects.Values.Any(o => o.Wave < 0 && o.Waits.Any(w => w.Target == Subject.Key)))
        {
            return [];
        }

        var edges = Edges.Of(_objects.Values, _exists, phase);
        var numbers = new Dictionary<ObjectKey, int> { [Subject.Key] = 0 };
        int Number(ObjectKey key) => numbers.TryGetValue(key, out var n) ? n : numbers[key] = numbers.Count;
        var from = edges.Select(e => Number(e.Waiting)).ToImmutableArray();
        var to = edges.Select(e => Number(e.Awaited)).ToImmutableArray();
        return [.. CheckedGraph.CycleThrough(new(numbers.Count, from, to), 0).Select(e => edges[e])];
    }
}
