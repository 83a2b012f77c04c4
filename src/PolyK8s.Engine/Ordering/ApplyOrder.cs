using System.Collections.Immutable;
using PolyK8s.Engine.Manifests;

namespace PolyK8s.Engine.Ordering;

/// <summary>The order in which a set of objects is applied: waves, of which each waits for the one before, or the cycle that prevents any.</summary>
/// <param name="Waves">The waves; empty when there is a cycle.</param>
/// <param name="Cycle">A shortest cycle, edge by edge; empty when there is none.</param>
public sealed record ApplyOrder(ImmutableArray<ImmutableArray<ObjectKey>> Waves, ImmutableArray<Edge> Cycle)
{
    /// <summary>References to an object in a later wave: nothing waits for it, and yet it is missing for a while.</summary>
    public ImmutableArray<Edge> Inversions { get; init; } = [];

    /// <summary>What makes one object come after another; of several that would each be enough the one that is ready first.</summary>
    public ImmutableArray<Edge> Edges { get; init; } = [];

    /// <summary>Hooks that applying never runs, and so in no wave.</summary>
    public ImmutableArray<ObjectKey> LeftOut { get; init; } = [];

    /// <summary>What the objects say that cannot be followed.</summary>
    public ImmutableArray<OrderProblem> Problems { get; init; } = [];

    /// <summary>The order of some objects; of two with one name the last counts.</summary>
    /// <param name="objects">The objects, in any order: the answer is the same.</param>
    /// <param name="reverse">Whether they are deleted; what was applied last goes first.</param>
    public static ApplyOrder Of(IEnumerable<Manifest> objects, bool reverse = false) => new OrderBuilder(objects, reverse).Build();
}
