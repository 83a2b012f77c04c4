using System.Collections.Immutable;
using PolyK8s.Engine.Lifecycles.Workloads;
using PolyK8s.Engine.Rollouts;
using PolyK8s.Kernels.Rollout;
using PolyK8s.Kernels.RolloutBounds;

namespace PolyK8s.Engine.Kernels;

/// <summary>The machine of a rollout: the border to the kernel that decides what its controller does next.</summary>
public static class RolloutMachine
{
    /// <summary>The largest count the machine counts with.</summary>
    public const long Most = 0x2000_0000;

    /// <summary>Whether the machine can count with a moment: nothing is negative or beyond every cluster.</summary>
    public static bool Accepts(RolloutMoment moment) => ToKernel(moment).Valid();

    /// <summary>Whether the strategy can move at all: at least one Pod may be missing or one too many.</summary>
    public static bool CanMove(RolloutMoment moment) => ToKernel(moment).CanMove();

    /// <summary>Whether nothing is left to do.</summary>
    public static bool IsDone(RolloutMoment moment) => ToKernel(moment).IsDone();

    /// <summary>What the controller makes of it in one pass.</summary>
    public static RolloutMoment Controlled(RolloutMoment moment) => FromKernel(ToKernel(moment).Controlled());

    /// <summary>The state it shows.</summary>
    public static WorkloadState StateOf(RolloutMoment moment) =>
        RolloutEvents.FromKernel(PolyK8s.Kernels.SafeStateMachine.__default.StateOf(ToKernel(moment)));

    /// <summary>The way to the end if every Pod becomes ready, beginning with the moment itself.</summary>
    /// <param name="start">Where it begins; accepted by <see cref="Accepts"/>.</param>
    /// <param name="most">The most moments to give.</param>
    /// <returns>The moments, and whether the last is the end of the rollout.</returns>
    public static (ImmutableArray<RolloutMoment> Moments, bool Ended) Plan(RolloutMoment start, int most)
    {
        ToKernel(start).Plan(most, out var moments, out var ended);
        return ([.. moments.CloneAsArray().Select(FromKernel)], ended);
    }

    /// <summary>How many Pods more and fewer than <paramref name="replicas"/> a Deployment may have.</summary>
    public static (long Surge, long Unavailable) Fenceposts(PodBound maxSurge, PodBound maxUnavailable, long replicas)
    {
        var room = Bounds.create(ToKernel(maxSurge), ToKernel(maxUnavailable)).Fenceposts(replicas);
        return (room.dtor_surge, room.dtor_unavailable);
    }

    /// <summary>What a bound is of a number of Pods.</summary>
    public static long Resolved(PodBound bound, long total, bool up) => ToKernel(bound).Of(total, up);

    /// <summary>The sizes of ReplicaSets after a change of the number of replicas in the middle of a rollout.</summary>
    /// <param name="sizes">The sizes before, the largest first.</param>
    /// <param name="before">The most they might have had together.</param>
    /// <param name="after">The most they may have now.</param>
    public static ImmutableArray<long> Shares(ImmutableArray<long> sizes, long before, long after) =>
        [.. Spread.create(Dafny.Sequence<long>.FromArray([.. sizes]), before, after).Shares().CloneAsArray()];

    private static _IBound ToKernel(PodBound bound) => bound.IsPercent ? Bound.create_Percent(bound.Value) : Bound.create_Number(bound.Value);

    private static _IMachine ToKernel(RolloutMoment m) =>
        Machine.create(StrategyOf(m), m.Wanted, m.Surge, m.Unavailable, ToKernel(m.Outdated), ToKernel(m.Updated), m.Settled);

    private static _IPods ToKernel(PodCounts pods) => Pods.create(pods.Ready, pods.Unready);

    private static _IStrategy StrategyOf(RolloutMoment moment) => moment.Strategy switch
    {
        RolloutStrategy.RollingUpdate => Strategy.create_RollingUpdate(),
        RolloutStrategy.Recreate => Strategy.create_Recreate(),
        RolloutStrategy.OneByOne => Strategy.create_OneByOne(moment.Kept),
        _ => Strategy.create_InPlace(),
    };

    private static RolloutMoment FromKernel(_IMachine m) => new(
        FromKernel(m.dtor_strategy), m.dtor_wanted, m.dtor_surge, m.dtor_unavailable,
        new(m.dtor_outdated.dtor_ready, m.dtor_outdated.dtor_unready), new(m.dtor_updated.dtor_ready, m.dtor_updated.dtor_unready),
        m.dtor_settled, m.dtor_strategy.is_OneByOne ? m.dtor_strategy.dtor_kept : 0);

    private static RolloutStrategy FromKernel(_IStrategy strategy) =>
        strategy.is_RollingUpdate ? RolloutStrategy.RollingUpdate
        : strategy.is_Recreate ? RolloutStrategy.Recreate
        : strategy.is_OneByOne ? RolloutStrategy.OneByOne
        : RolloutStrategy.InPlace;
}
