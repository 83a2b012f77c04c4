using System.Collections.Immutable;

namespace PolyK8s.Engine.Ordering;

/// <summary>The objects of one kind that say something about order.</summary>
/// <param name="Objects">The objects.</param>
public sealed record OrderedObjects(ImmutableArray<OrderedObject> Objects)
{
    /// <summary>Reads them out of a view, kind by kind.</summary>
    public static IKindProjection<OrderedObjects> Projection { get; } = new OfKind();

    private sealed class OfKind : IKindProjection<OrderedObjects>
    {
        public OrderedObjects Project(ObjectSet objects) => new([.. objects.All.Select(OrderedObject.Of).Where(o => o.IsOrdered)]);
    }
}
