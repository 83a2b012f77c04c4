using System.Collections.Immutable;

namespace PolyK8s.Engine.Lifecycles.Compat;

/// <summary>What Argo CD looks at, kind by kind, workloads apart.</summary>
internal static class ArgoRows
{
    /// <summary>The kinds it knows, with the versions it reads; no versions where it reads any.</summary>
    public static IEnumerable<(GroupKind Kind, string[] Versions, ImmutableArray<FieldSource> Fields, ImmutableArray<TableRow> Rows)> ByKind() =>
    [
        .. ArgoWorkloads.ByKind(),
        (new("", "Service"), ["v1"], [FieldSource.Word("type", "spec.type"), Balancers], [new("type = LoadBalancer & balancers < 1", "Progressing"), new("", "Healthy")]),
        (new("networking.k8s.io", "Ingress"), [], [Balancers], [new("balancers < 1", "Progressing"), new("", "Healthy")]),
        (new("extensions", "Ingress"), [], [Balancers], [new("balancers < 1", "Progressing"), new("", "Healthy")]),
        (new("", "PersistentVolumeClaim"), ["v1"], [FieldSource.Word("phase", "status.phase")],
            [new("phase = Lost", "Degraded"), new("phase = Pending", "Progressing"), new("phase = Bound", "Healthy"), new("", "Unknown")]),
        (new("apiregistration.k8s.io", "APIService"), ["v1", "v1beta1"], [], ApiServices),
        (new("autoscaling", "HorizontalPodAutoscaler"), ["v1", "v2"], [], Autoscalers),
        (new("policy", "PodDisruptionBudget"), [], [], Budgets),
        (new("batch", "CronJob"), [], CronFields, CronJobs),
        (new("apiextensions.k8s.io", "CustomResourceDefinition"), [], [new("status", "status")], Definitions),
    ];

    private static FieldSource Balancers => FieldSource.Count("balancers", "status.loadBalancer.ingress");

    private static ImmutableArray<TableRow> ApiServices =>
    [
        TableRow.Walk(new("Available=True", "Healthy", "", "{condition.reason}: {condition.message}"), new("Available", "Progressing", "", "{condition.reason}: {condition.message}")),
        new("", "Progressing", "", "Waiting to be processed"),
    ];

    private static ImmutableArray<TableRow> Autoscalers =>
    [
        TableRow.Walk(
            new("AbleToScale:FailedGetScale", "Degraded", "", "{condition.message}"),
            new("AbleToScale:FailedUpdateScale", "Degraded", "", "{condition.message}"),
            new("ScalingActive:FailedGetResourceMetric", "Degraded", "", "{condition.message}"),
            new("ScalingActive:FailedGetObjectMetric", "Degraded", "", "{condition.message}"),
            new("ScalingActive:FailedGetPodsMetric", "Degraded", "", "{condition.message}"),
            new("ScalingActive:FailedGetExternalMetric", "Degraded", "", "{condition.message}"),
            new("ScalingActive:FailedComputeMetricsReplicas", "Degraded", "", "{condition.message}"),
            new("ScalingActive:InvalidSelector", "Degraded", "", "{condition.message}")),
        TableRow.Walk(
            new("AbleToScale=True", "Healthy", "", "{condition.message}"),
            new("ScalingLimited=True", "Healthy", "", "{condition.message}")),
        new("", "Progressing", "", "Waiting to Autoscale"),
    ];

    private static ImmutableArray<TableRow> Budgets =>
    [
        TableRow.Walk(new TableRow("*=False:!InsufficientPods", "Degraded", "", "PodDisruptionBudget has {condition.reason}")),
        new("*", "Healthy", "", "PodDisruptionBudget has {last.reason}"),
        new("", "Progressing", "", "Waiting for status"),
    ];

    private static ImmutableArray<FieldSource> CronFields =>
    [
        FieldSource.Word("suspend", "spec.suspend"),
        new("status", "status"),
        FieldSource.Word("scheduled", "status.lastScheduleTime"),
        FieldSource.Word("succeeded", "status.lastSuccessfulTime"),
        FieldSource.Count("active", "status.active"),
        FieldSource.Is("missed", m => string.CompareOrdinal(m.Root.TextAt("status", "lastSuccessfulTime") ?? "", m.Root.TextAt("status", "lastScheduleTime") ?? "") < 0),
    ];

    private static ImmutableArray<TableRow> CronJobs =>
    [
        new("suspend = true", "Healthy", "", "CronJob is Suspended"),
        new("!status?", "Progressing", "", "Waiting for CronJob"),
        new("!scheduled?", "Healthy", "", "CronJob has not been scheduled yet"),
        new("!succeeded?", "Healthy", "", "The CronJob never completed successfully. It may not be healthy"),
        new("active > 0", "Healthy", "", "The job is running. Its last execution may not have been successful"),
        new("missed?", "Degraded", "", "CronJob has not completed its last execution successfully"),
        new("", "Healthy", "", "CronJob has completed its last execution successfully"),
    ];

    private static ImmutableArray<TableRow> Definitions =>
    [
        new("!status?", "Unknown"),
        new("!*", "Progressing", "", "Status conditions not found"),
        TableRow.Walk(
            new("Terminating=True", "Progressing", "", "CRD is terminating: {condition.message}"),
            new("NamesAccepted=False", "Degraded", "", "CRD names have not been accepted: {condition.message}"),
            new("NonStructuralSchema=True", "Degraded", "", "Schema violations found: {condition.message}"),
            new("Established=!True:Installing", "Progressing", "", "CRD is being installed")),
        new("Established=True", "Healthy", "", "CRD is healthy"),
        new("", "Degraded", "", "CRD is not established"),
    ];
}
