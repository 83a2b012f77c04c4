using System.Collections.Immutable;
using PolyK8s.Engine.Lifecycles.Workloads;
using PolyK8s.Engine.Rollouts;
using PolyK8s.Kernels.SafeStateMachine;

namespace PolyK8s.Engine.Kernels;

/// <summary>The states of a rollout, what may follow which and what may be done in which: the border to the kernel that knows.</summary>
public static class RolloutEvents
{
    /// <summary>The states that controllers can bring about from one while the spec stays; none for a workload that is being deleted.</summary>
    public static ImmutableArray<WorkloadState> Next(WorkloadState state) =>
        state == WorkloadState.Terminating ? [] : [.. ToKernel(state).Next().CloneAsArray().Select(FromKernel)];

    /// <summary>Whether a write of the status may lead from one state to another.</summary>
    public static bool MayBecome(WorkloadState from, WorkloadState to) =>
        from == to || (from != WorkloadState.Terminating && to != WorkloadState.Terminating && ToKernel(from).MayBecome(ToKernel(to)));

    /// <summary>What kubectl makes of something that is to be done: the state it leads to, or why it is refused.</summary>
    /// <param name="kind">Deployment, StatefulSet or DaemonSet.</param>
    /// <param name="state">The state; not Terminating.</param>
    /// <param name="event">What is to be done.</param>
    /// <param name="target">The revision to go back to; only an undo reads it.</param>
    public static (WorkloadState? To, EventRefusal? Why) Answer(string kind, WorkloadState state, RolloutEvent @event, RevisionTarget target)
    {
        var answer = Request.create(ToKernel(kind), ToKernel(state), ToKernel(@event), ToKernel(target)).Answer();
        return answer.is_Goes ? (FromKernel(answer.dtor_to), null) : (null, FromKernel(answer.dtor_why));
    }

    /// <summary>The position of the revision to go back to: the one of that number, or for 0 the newest but one; null when there is none.</summary>
    public static int? Find(RevisionHistory history, long to) => ToKernel(history).Find(to) is var at and >= 0 ? at : null;

    /// <summary>The history once the revision at a position was gone back to.</summary>
    public static RevisionHistory Undone(RevisionHistory history, int at)
    {
        var after = ToKernel(history).Undone(at);
        return new([.. after.dtor_revisions.CloneAsArray().Select(r => new Rollouts.Revision(r.dtor_number, r.dtor_template))], after.dtor_current);
    }

    internal static WorkloadState FromKernel(_IState state) =>
        state.is_Observing ? WorkloadState.Observing
        : state.is_Paused ? WorkloadState.Paused
        : state.is_Stalled ? WorkloadState.Stalled
        : state.is_ReplicaFailure ? WorkloadState.ReplicaFailure
        : state.is_Updating ? WorkloadState.Updating
        : state.is_Scaling ? WorkloadState.Scaling
        : state.is_Progressing ? WorkloadState.Progressing
        : WorkloadState.Available;

    private static _IState ToKernel(WorkloadState state) => state switch
    {
        WorkloadState.Observing => State.create_Observing(),
        WorkloadState.Paused => State.create_Paused(),
        WorkloadState.Stalled => State.create_Stalled(),
        WorkloadState.ReplicaFailure => State.create_ReplicaFailure(),
        WorkloadState.Updating => State.create_Updating(),
        WorkloadState.Scaling => State.create_Scaling(),
        WorkloadState.Progressing => State.create_Progressing(),
        WorkloadState.Available => State.create_Available(),
        _ => throw new ArgumentOutOfRangeException(nameof(state), state, "a workload that is being deleted rolls nothing out"),
    };

    private static _IKind ToKernel(string kind) => kind switch
    {
        "Deployment" => Kind.create_Deployment(),
        "StatefulSet" => Kind.create_StatefulSet(),
        "DaemonSet" => Kind.create_DaemonSet(),
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "only Deployments, StatefulSets and DaemonSets roll out"),
    };

    private static _IEvent ToKernel(RolloutEvent @event) => @event switch
    {
        RolloutEvent.Restart => Event.create_Restart(),
        RolloutEvent.Undo => Event.create_Undo(),
        RolloutEvent.Scale => Event.create_Scale(),
        RolloutEvent.Pause => Event.create_Pause(),
        RolloutEvent.Resume => Event.create_Resume(),
        _ => Event.create_Edit(),
    };

    private static _ITarget ToKernel(RevisionTarget target) => target switch
    {
        RevisionTarget.Missing => Target.create_Missing(),
        RevisionTarget.Same => Target.create_Same(),
        _ => Target.create_Different(),
    };

    private static EventRefusal FromKernel(_IRefusal why) =>
        why.is_Unsupported ? EventRefusal.Unsupported
        : why.is_PausedAlready ? EventRefusal.PausedAlready
        : why.is_NotPaused ? EventRefusal.NotPaused
        : why.is_WhilePaused ? EventRefusal.WhilePaused
        : why.is_NoSuchRevision ? EventRefusal.NoSuchRevision
        : EventRefusal.NothingToUndo;

    private static _IHistory ToKernel(RevisionHistory history) => History.create(
        Dafny.Sequence<_IRevision>.FromArray([.. history.Revisions.Select(r => PolyK8s.Kernels.SafeStateMachine.Revision.create(r.Number, r.Template))]), history.Current);
}
