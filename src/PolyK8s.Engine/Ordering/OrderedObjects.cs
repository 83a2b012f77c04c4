using System.Collections.Immutable;

namespace PolyK8s.Engine.Ordering;

/// <summary>The objects of one kind that say something about their order; few, where there are many objects.</summary>
/// <remarks>Equal for equal kinds, so that a view keeps one result for each kind and makes it anew only when that kind changes.</remarks>
/// <param name="Kind">The kind.</param>
public sealed record OrderedObjects(GroupKind Kind) : IProjection<IReadOnlyList<OrderedObject>>
{
    /// <inheritdoc />
    public ImmutableArray<GroupKind> Kinds => [Kind];

    /// <inheritdoc />
    public IReadOnlyList<OrderedObject> Project(ClusterView view) =>
        [.. view.Of(Kind).All.Select(OrderedObject.Of).Where(o => o.SaysSomething)];
}
