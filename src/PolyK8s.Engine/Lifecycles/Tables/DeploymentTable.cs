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
        States =
        [
            // A change of the spec is Observing or Paused first; a rollout that is complete never passes its deadline again.
            State("Paused", "Observing"),
            State("Observing", "Paused", "Stalled", "ReplicaFailure", "Updating", "Scaling", "Progressing", "Available"),
            State("Stalled", "Paused", "Observing", "ReplicaFailure", "Updating", "Progressing", "Available"),
            State("ReplicaFailure", "Paused", "Observing", "Stalled", "Updating", "Scaling", "Progressing", "Available"),
            State("Updating", "Paused", "Observing", "Stalled", "ReplicaFailure", "Scaling", "Progressing", "Available"),
            State("Scaling", "Paused", "Observing", "ReplicaFailure", "Updating", "Progressing", "Available"),
            State("Progressing", "Paused", "Observing", "Stalled", "ReplicaFailure", "Updating", "Scaling", "Available"),
            State("Available", "Paused", "Observing", "ReplicaFailure", "Updating", "Scaling", "Progressing"),
        ],
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

    private static TableState State(string name, params string[] next) => new(name, LevelOf(name), [.. next]);
}
