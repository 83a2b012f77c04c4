using System.Collections.Immutable;
using PolyK8s.Engine.Kernels;

namespace PolyK8s.Engine.Rollouts;

/// <summary>What an event makes of a rollout before any controller has acted on it.</summary>
internal static class RolloutStart
{
    /// <summary>The moment after the event, and what had to be assumed.</summary>
    /// <param name="workload">The workload as it is.</param>
    /// <param name="event">What is done; null for nothing.</param>
    /// <param name="replicas">The number of replicas asked for by a scale.</param>
    public static RolloutMoment Of(RolloutWorkload workload, RolloutEvent? @event, long replicas) => @event switch
    {
        RolloutEvent.Restart or RolloutEvent.Edit => Outdated(workload.Moment),
        RolloutEvent.Undo => Swapped(workload.Moment),
        RolloutEvent.Scale => Scaled(workload, replicas),
        _ => workload.Moment,
    };

    private static RolloutMoment Outdated(RolloutMoment m) => m with
    {
        Outdated = new(m.Outdated.Ready + m.Updated.Ready, m.Outdated.Unready + m.Updated.Unready),
        Updated = new(0, 0),
        Settled = false,
    };

    // Going back in the middle of a rollout: the Pods of the revision that comes back are there already.
    private static RolloutMoment Swapped(RolloutMoment m) =>
        m.Outdated.Total == 0 ? Outdated(m) : m with { Outdated = m.Updated, Updated = m.Outdated, Settled = false };

    // In the middle of a rolling update the Deployment controller shares the change among the revisions before it goes on.
    private static RolloutMoment Scaled(RolloutWorkload workload, long replicas)
    {
        var (before, after) = (workload.Moment, workload.Wanting(replicas));
        if (before.Strategy != RolloutStrategy.RollingUpdate || before.Outdated.Total == 0 || before.Updated.Total == 0)
        {
            return after;
        }

        var oldIsLarger = before.Outdated.Total >= before.Updated.Total;
        ImmutableArray<long> sizes = oldIsLarger ? [before.Outdated.Total, before.Updated.Total] : [before.Updated.Total, before.Outdated.Total];
        var shares = RolloutMachine.Shares(sizes, before.Wanted + before.Surge, replicas == 0 ? 0 : replicas + after.Surge);
        var (old, young) = oldIsLarger ? (shares[0], shares[1]) : (shares[1], shares[0]);
        return after with { Outdated = Sized(before.Outdated, old), Updated = Sized(before.Updated, young) };
    }

    private static PodCounts Sized(PodCounts pods, long size)
    {
        var unready = Math.Clamp(size - pods.Ready, 0, size);
        return size >= pods.Total ? pods with { Unready = size - pods.Ready } : new(size - unready, unready);
    }
}
