using System.Collections.Immutable;
using PolyK8s.Engine.Rbac.Reach;
using PolyK8s.Kernels.Reachability;

namespace PolyK8s.Engine.Kernels;

/// <summary>What is affordable, and whether a path or a whole map of reach is right: decided by the kernel, from searches that only propose.</summary>
internal sealed class ReachModel
{
    private readonly _IModel _kernel;

    private ReachModel(_IModel kernel) => _kernel = kernel;

    /// <summary>Whether somebody who holds this can make a move.</summary>
    public static bool Affords(ReachHolding holding, ReachMove move) =>
        Holding.create(holding.Wide.Kernel, holding.Here.Kernel, Dafny.Sequence<_IMove>.Empty).Affords(ToKernel(move, 0));

    /// <summary>A model of some powers; a move to a power that is not among them goes to one more that stands for all others.</summary>
    /// <param name="nodes">The powers with what they hold, and the positions of those they lead to.</param>
    /// <param name="position">The position of a power; null when it is none of these.</param>
    public static ReachModel Of(IEnumerable<(ImmutableArray<ReachHolding> Holdings, ImmutableArray<int> Leads)> nodes, Func<Power, int?> position)
    {
        var all = nodes.ToArray();
        var others = all.Length;
        return new(Model.create(Sequence(all
            .Select(node => Node.create(Sequence(node.Holdings.Select(holding => ToKernel(holding, power => position(power) ?? others))), Sequence(node.Leads)))
            .Append(Node.create(Dafny.Sequence<_IHolding>.Empty, Dafny.Sequence<int>.Empty)))));
    }

    /// <summary>Whether steps lead one after the other from a power to another.</summary>
    public bool IsPath(ImmutableArray<ReachStep> steps, int from, int to) => _kernel.IsPath(Sequence(steps.Select(ToKernel)), from, to);

    /// <summary>Whether exactly the powers of this model are within reach of the first, each by the shortest way.</summary>
    /// <param name="distance">What it costs to get to each.</param>
    /// <param name="last">The last step to each.</param>
    public bool AcceptsMap(ImmutableArray<int> distance, ImmutableArray<ReachStep> last)
    {
        var none = Step.create_Lead(0, 0);
        return _kernel.AcceptsMap(0, Sequence(distance.Append(-1)), Sequence(last.Select(ToKernel).Append(none)));
    }

    private static _IHolding ToKernel(ReachHolding holding, Func<Power, int> position) =>
        Holding.create(holding.Wide.Kernel, holding.Here.Kernel, Sequence(holding.Moves.Select(move => ToKernel(move, position(move.Target)))));

    private static _IMove ToKernel(ReachMove move, int target) => Move.create(Sequence(move.Demands.Select(demand => demand.Kernel)), target);

    private static _IStep ToKernel(ReachStep step) =>
        step.Holding < 0 ? Step.create_Lead(step.From, step.Index) : Step.create_Make(step.From, step.Holding, step.Index);

    private static Dafny.ISequence<T> Sequence<T>(IEnumerable<T> items) => Dafny.Sequence<T>.FromArray([.. items]);
}
