using System.Collections.Immutable;

namespace PolyK8s.Engine.Ordering;

/// <summary>The objects of one kind that say something about their order; few, where there are many objects.</summary>
/// <remarks>Equal for equal kinds, so that a view keeps one result for each kind and brings it up to date object by object.</remarks>
/// <param name="Kind">The kind.</param>
public sealed record OrderedObjects(GroupKind Kind) : IIncrementalProjection<ImmutableDictionary<ObjectName, OrderedObject>>
{
    /// <inheritdoc />
    public ImmutableArray<GroupKind> Kinds => [Kind];

    /// <inheritdoc />
    public ImmutableDictionary<ObjectName, OrderedObject> Project(ClusterView view) =>
        view.Of(Kind).All.Select(OrderedObject.Of).Where(o => o.SaysSomething).ToImmutableDictionary(o => o.Key.Name);

    /// <inheritdoc />
    public ImmutableDictionary<ObjectName, OrderedObject> Next(ImmutableDictionary<ObjectName, OrderedObject> previous, ImmutableArray<ObjectDelta> deltas, ClusterView view)
    {
        foreach (var delta in deltas)
        {
            previous = delta.Before is { } before ? previous.Remove(new(before.Namespace, before.Name)) : previous;
            previous = delta.After is { } after && OrderedObject.Of(after) is { SaysSomething: true } said ? previous.SetItem(said.Key.Name, said) : previous;
        }

        return previous;
    }
}
