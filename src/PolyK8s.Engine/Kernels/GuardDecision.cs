using System.Collections.Immutable;
using PolyK8s.Engine.Policy;
using PolyK8s.Engine.Rollouts;
using PolyK8s.Kernels.RolloutGuards;

namespace PolyK8s.Engine.Kernels;

/// <summary>What a guard has against something that is done to a rollout: the border to the kernel that decides it.</summary>
public static class GuardDecision
{
    /// <summary>Everything a guard has against an event.</summary>
    /// <param name="event">What is done.</param>
    /// <param name="frozen">Whether one of the guard's windows holds.</param>
    /// <param name="permitted">Whether the guard's list for the state, if there is one, names the event.</param>
    /// <param name="others">Whether another rollout of the guard is under way, and one at a time is asked for.</param>
    /// <param name="shrinksUnhealthy">Whether replicas are taken away while fewer are available than asked for.</param>
    /// <param name="managed">Whether an autoscaler owns the number of replicas, and only it may change it.</param>
    public static ImmutableArray<GuardBreach> Breaches(RolloutEvent @event, bool frozen, bool permitted, bool others, bool shrinksUnhealthy, bool managed) =>
    [
        .. PolyK8s.Kernels.RolloutGuards.__default.Breaches(Situation.create(RolloutEvents.ToKernel(@event), frozen, permitted, others, shrinksUnhealthy, managed))
            .CloneAsArray().Select(FromKernel),
    ];

    /// <summary>Whether a window holds at a time of a day.</summary>
    public static bool Holds(FreezeWindow window, DayOfWeek day, int minute) =>
        Window.create(Dafny.Sequence<bool>.FromArray([.. Enumerable.Range(0, 7).Select(d => window.Days.IsEmpty || window.Days.Contains((DayOfWeek)d))]), window.From, window.Until)
            .Holds((int)day, minute);

    private static GuardBreach FromKernel(_IBreach breach) =>
        breach.is_Frozen ? GuardBreach.Frozen
        : breach.is_NotPermitted ? GuardBreach.NotPermitted
        : breach.is_OneAtATime ? GuardBreach.OneAtATime
        : breach.is_UnhealthyScaleDown ? GuardBreach.UnhealthyScaleDown
        : GuardBreach.ManagedReplicas;
}
