using static PolyK8s.Engine.Lifecycles.Tables.WorkloadFields;

namespace PolyK8s.Engine.Lifecycles.Tables;

/// <summary>ReplicaSets and ReplicationControllers. After k8s.io/kubernetes/pkg/controller/replicaset.</summary>
internal static class ReplicaSetTable
{
    /// <summary>The table.</summary>
    public static LifecycleTable Table { get; } = new()
    {
        Kinds = [new("apps", "ReplicaSet"), new("extensions", "ReplicaSet"), new("", "ReplicationController")],
        Fields = Of(
            FieldSource.Number("desired", "spec.replicas", 1),
            FieldSource.Number("existing", "status.replicas"),
            FieldSource.Number("labelled", "status.fullyLabeledReplicas"),
            FieldSource.Number("ready", "status.readyReplicas"),
            FieldSource.Number("available", "status.availableReplicas")),
        States = Each("Observing", "ReplicaFailure", "Scaling", "Progressing", "Available"),
        Rows =
        [
            .. Observing,
            new("workload = ReplicaFailure", "ReplicaFailure", "{ReplicaFailure.reason}", "{ReplicaFailure.message}"),
            new("workload = Scaling", "Scaling", "PodsNotCounted", "there are {existing} Pods, and {desired} are asked for"),
            new("workload = Progressing", "Progressing", "PodsNotAvailable", "{available} of {desired} Pods are available"),
            new("", "Available", "PodsAvailable", "{available} of {desired} Pods are available"),
        ],
        Invariants =
        [
            .. Common.Invariants,
            .. Common.NotNegative(("existing", "status.replicas"), ("labelled", "status.fullyLabeledReplicas"), ("ready", "status.readyReplicas"), ("available", "status.availableReplicas")),
            new("ready > existing", "more ready Pods than there are", "status.readyReplicas"),
            new("available > ready", "more available than ready Pods", "status.availableReplicas"),
            new("labelled > existing", "more labelled Pods than there are", "status.fullyLabeledReplicas"),
        ],
    };
}
