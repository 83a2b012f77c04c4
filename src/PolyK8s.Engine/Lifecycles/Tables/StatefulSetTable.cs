using static PolyK8s.Engine.Lifecycles.Tables.WorkloadFields;

namespace PolyK8s.Engine.Lifecycles.Tables;

/// <summary>StatefulSets. After k8s.io/kubernetes/pkg/controller/statefulset.</summary>
internal static class StatefulSetTable
{
    /// <summary>The table.</summary>
    public static LifecycleTable Table { get; } = new()
    {
        Kinds = [new("apps", "StatefulSet")],
        Fields = Of(
            FieldSource.Number("desired", "spec.replicas", 1),
            FieldSource.Number("existing", "status.replicas"),
            FieldSource.Number("ready", "status.readyReplicas"),
            FieldSource.Number("current", "status.currentReplicas"),
            FieldSource.Number("updated", "status.updatedReplicas"),
            FieldSource.Number("available", "status.availableReplicas"),
            FieldSource.Word("revision", "status.updateRevision")),
        States = Each("Observing", "Updating", "Scaling", "Progressing", "Available"),
        Rows =
        [
            .. Observing,
            new("workload = Updating", "Updating", "PodsNotUpdated", "{updated} of {desired} Pods are at revision {revision}"),
            new("workload = Scaling", "Scaling", "PodsNotCounted", "there are {existing} Pods, and {desired} are asked for"),
            new("workload = Progressing", "Progressing", "PodsNotReady", "{ready} of {desired} Pods are ready"),
            new("", "Available", "PodsReady", "{ready} of {desired} Pods are ready"),
        ],
        Invariants =
        [
            .. Common.Invariants,
            .. Common.NotNegative(("existing", "status.replicas"), ("ready", "status.readyReplicas"), ("current", "status.currentReplicas"), ("updated", "status.updatedReplicas"), ("available", "status.availableReplicas")),
            new("ready > existing", "more ready Pods than there are", "status.readyReplicas"),
            new("available > ready", "more available than ready Pods", "status.availableReplicas"),
            new("updated > existing", "more updated Pods than there are", "status.updatedReplicas"),
            new("current > existing", "more current Pods than there are", "status.currentReplicas"),
        ],
    };
}
