using System.Collections.Immutable;

namespace PolyK8s.Engine.Ordering;

/// <summary>What the objects of one kind say about their order; few say anything, where there are many objects.</summary>
/// <param name="Saying">Those that say something.</param>
/// <param name="Linking">Those of them that tie themselves to others, by more than the number of a wave.</param>
/// <param name="Awaited">Whom they wait for, and how many of them do.</param>
public sealed record OrderedObjects(
    ImmutableDictionary<ObjectName, OrderedObject> Saying,
    ImmutableDictionary<ObjectName, OrderedObject> Linking,
    ImmutableDictionary<ObjectKey, int> Awaited)
{
    private static readonly OrderedObjects Empty = new(
        ImmutableDictionary<ObjectName, OrderedObject>.Empty, ImmutableDictionary<ObjectName, OrderedObject>.Empty, ImmutableDictionary<ObjectKey, int>.Empty);

    /// <summary>What a view's objects of a kind say.</summary>
    public static OrderedObjects Of(GroupKind kind, ClusterView view) => view.Get(new OfKind(kind));

    private OrderedObjects With(OrderedObject said) => this with
    {
        Saying = Saying.SetItem(said.Key.Name, said),
        Linking = said.IsLinking ? Linking.SetItem(said.Key.Name, said) : Linking,
        Awaited = said.Waits.Aggregate(Awaited, (all, wait) => all.SetItem(wait.Target, all.GetValueOrDefault(wait.Target) + 1)),
    };

    private OrderedObjects Without(ObjectName name) => Saying.GetValueOrDefault(name) is not { } said ? this : this with
    {
        Saying = Saying.Remove(name),
        Linking = Linking.Remove(name),
        Awaited = said.Waits.Aggregate(Awaited, (all, wait) => all[wait.Target] == 1 ? all.Remove(wait.Target) : all.SetItem(wait.Target, all[wait.Target] - 1)),
    };

    // Equal for equal kinds, so that a view keeps one result for each kind and brings it up to date object by object.
    private sealed record OfKind(GroupKind Kind) : IIncrementalProjection<OrderedObjects>
    {
        public ImmutableArray<GroupKind> Kinds => [Kind];

        public OrderedObjects Project(ClusterView view) =>
            view.Of(Kind).All.Select(OrderedObject.Of).Where(o => o.SaysSomething).Aggregate(Empty, (all, said) => all.With(said));

        public OrderedObjects Next(OrderedObjects previous, ImmutableArray<ObjectDelta> deltas, ClusterView view)
        {
            foreach (var delta in deltas)
            {
                previous = delta.Before is { } before ? previous.Without(new(before.Namespace, before.Name)) : previous;
                previous = delta.After is { } after && OrderedObject.Of(after) is { SaysSomething: true } said ? previous.With(said) : previous;
            }

            return previous;
        }
    }
}
