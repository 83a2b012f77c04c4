using System.Collections.Immutable;
using PolyK8s.Engine.Kernels;

namespace PolyK8s.Engine.Rbac.Reach;

/// <summary>A way to somebody: what it takes, all of it held together in one scope, and where it leads.</summary>
/// <param name="Means">The sort of way, one word: <c>run</c>, <c>token</c>, <c>exec</c>, …</param>
/// <param name="Action">What is done, in words.</param>
/// <param name="Demands">The permissions it takes.</param>
/// <param name="Target">Where it leads.</param>
internal sealed record ReachMove(string Means, string Action, ImmutableArray<ReachDemand> Demands, Power Target);

/// <summary>What somebody holds in one scope, and the moves the scope offers.</summary>
/// <param name="Namespace">The namespace; empty for everywhere.</param>
/// <param name="Wide">What they hold cluster-wide.</param>
/// <param name="Here">What they hold in the scope, that among it.</param>
/// <param name="Moves">The moves.</param>
internal sealed record ReachHolding(string Namespace, Capability Wide, Capability Here, ImmutableArray<ReachMove> Moves)
{
    /// <summary>How many moves by name are not among them, as there are too many.</summary>
    public int Left { get; init; }
}

/// <summary>A step of a walk.</summary>
/// <param name="From">The position of the power it starts from.</param>
/// <param name="Holding">The holding the move is made by; below zero when the power leads there by itself.</param>
/// <param name="Index">The move of the holding, or the lead.</param>
internal readonly record struct ReachStep(int From, int Holding, int Index);
