using PolyK8s.Engine.Kernels;
using PolyK8s.Engine.Lifecycles.Workloads;
using static PolyK8s.Engine.Lifecycles.Tables.WorkloadFields;

namespace PolyK8s.Engine.Lifecycles.Tables;

/// <summary>Deployments. After k8s.io/kubernetes/pkg/controller/deployment.</summary>
internal static class DeploymentTable
{
    /// <summary>The table.</summary>
    public static LifecycleTable Table { get; } = new()
    {
        Kinds = [new("apps", "Deployment"), new("extensions", "Deployment")],
        Fields = Of(
            FieldSource.Number("desired", "spec.replicas", 1),
            FieldSource.Number("existing", "status.replicas"),
            FieldSource.Number("updated", "status.updatedReplicas"),
            FieldSource.Number("ready", "status.readyReplicas"),
            FieldSource.Number("available", "status.availableReplicas"),
            FieldSource.Number("unavailable", "status.unavailableReplicas")),
        States = [.. Enum.GetValues<WorkloadState>().Where(s => s != WorkloadState.Terminating).Select(State)],
        Rows =
        [
            new("workload = Paused", "Paused", "DeploymentPaused", "rollouts are paused; {updated} of {desired} Pods are updated"),
            .. Observing,
            new("workload = Stalled", "Stalled", "{Progressing.reason}", "{Progressing.message}"),
            new("workload = ReplicaFailure", "ReplicaFailure", "{ReplicaFailure.reason}", "{ReplicaFailure.message}"),
            new("workload = Updating", "Updating", "PodsNotUpdated", "{updated} of {desired} Pods are updated, {existing-updated} old ones are left"),
            new("workload = Scaling", "Scaling", "PodsNotCounted", "there are {existing} Pods, and {desired} are asked for"),
            new("workload = Progressing", "Progressing", "PodsNotAvailable", "{available} of {desired} Pods are available"),
            new("", "Available", "MinimumReplicasAvailable", "{available} of {desired} Pods are available"),
        ],
        Invariants =
        [
            .. Common.Invariants,
            .. Common.NotNegative(("existing", "status.replicas"), ("updated", "status.updatedReplicas"), ("ready", "status.readyReplicas"), ("available", "status.availableReplicas"), ("unavailable", "status.unavailableReplicas")),
            new("available > ready", "more available than ready Pods", "status.availableReplicas"),
            new("ready > existing", "more ready Pods than there are", "status.readyReplicas"),
            new("updated > existing", "more updated Pods than there are", "status.updatedReplicas"),
        ],
    };

    // A change of the spec is Paused or Observing first; the other edges are those of the proved machine.
    private static TableState State(WorkloadState state) => new(
        state.ToString(),
        LevelOf(state.ToString()),
        [.. new[] { WorkloadState.Paused, WorkloadState.Observing }.Union(RolloutEvents.Next(state)).Where(next => next != state).Select(next => next.ToString())]);
}
