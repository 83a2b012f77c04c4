using static PolyK8s.Engine.Lifecycles.Tables.WorkloadFields;

namespace PolyK8s.Engine.Lifecycles.Tables;

/// <summary>DaemonSets; their counts are those of nodes. After k8s.io/kubernetes/pkg/controller/daemon.</summary>
internal static class DaemonSetTable
{
    /// <summary>The table.</summary>
    public static LifecycleTable Table { get; } = new()
    {
        Kinds = [new("apps", "DaemonSet"), new("extensions", "DaemonSet")],
        Fields = Of(
            FieldSource.Number("desired", "status.desiredNumberScheduled"),
            FieldSource.Number("current", "status.currentNumberScheduled"),
            FieldSource.Number("updated", "status.updatedNumberScheduled"),
            FieldSource.Number("ready", "status.numberReady"),
            FieldSource.Number("available", "status.numberAvailable"),
            FieldSource.Number("unavailable", "status.numberUnavailable"),
            FieldSource.Number("misscheduled", "status.numberMisscheduled")),
        States = Each("Observing", "Updating", "Scaling", "Progressing", "Available"),
        Rows =
        [
            .. Observing,
            new("workload = Updating", "Updating", "PodsNotUpdated", "{updated} of {desired} Pods are updated"),
            new("workload = Scaling", "Scaling", "PodsNotScheduled", "{current} of {desired} nodes have a Pod"),
            new("workload = Progressing", "Progressing", "PodsNotAvailable", "{available} of {desired} Pods are available"),
            new("misscheduled > 0", "Available", "PodsMisscheduled", "{available} of {desired} Pods are available; {misscheduled} run where none should"),
            new("", "Available", "PodsAvailable", "{available} of {desired} Pods are available"),
        ],
        Invariants =
        [
            .. Common.Invariants,
            .. Common.NotNegative(
                ("desired", "status.desiredNumberScheduled"), ("current", "status.currentNumberScheduled"), ("updated", "status.updatedNumberScheduled"),
                ("ready", "status.numberReady"), ("available", "status.numberAvailable"), ("unavailable", "status.numberUnavailable"), ("misscheduled", "status.numberMisscheduled")),
            new("current > desired", "more nodes with a Pod than should have one", "status.currentNumberScheduled"),
            new("ready > current", "more ready Pods than scheduled ones", "status.numberReady"),
            new("available > ready", "more available than ready Pods", "status.numberAvailable"),
            new("updated > current", "more updated Pods than scheduled ones", "status.updatedNumberScheduled"),
        ],
    };
}
