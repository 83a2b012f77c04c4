using System.Collections.Immutable;
using PolyK8s.Engine.Manifests;

namespace PolyK8s.Engine.Lifecycles.Compat;

/// <summary>What kstatus looks at, kind by kind.</summary>
internal static class KstatusRows
{
    private static readonly ImmutableArray<TableRow> AlwaysReady = [new("", "Current", "", "Resource is always ready")];

    /// <summary>The kinds it knows.</summary>
    public static IEnumerable<(GroupKind Kind, ImmutableArray<FieldSource> Fields, ImmutableArray<TableRow> Rows)> ByKind() =>
    [
        .. KstatusWorkloads.ByKind(),
        (new("", "Secret"), [], AlwaysReady),
        (new("", "ConfigMap"), [], AlwaysReady),
        (new("batch", "CronJob"), [], AlwaysReady),
        (new("policy", "PodDisruptionBudget"), [], [new("", "Current", "", "AllowedDisruptions has been computed.")]),
        (new("", "Service"), [FieldSource.Word("type", "spec.type", "ClusterIP"), FieldSource.Of("address", (m, _) => m.Root.TextAt("spec", "clusterIP") is { Length: > 0 } ip ? ManifestNode.Of(ip) : null)], Services),
        (new("", "PersistentVolumeClaim"), [FieldSource.Word("phase", "status.phase", "unknown")], Claims),
        (new("", "Pod"), [FieldSource.Of("phase", (m, _) => m.Root.TextAt("status", "phase") is { Length: > 0 } phase ? ManifestNode.Of(phase) : null), FieldSource.Of("age", Age), FieldSource.Of("crashing", (m, _) => Crashing(m))], Pods),
        (new("batch", "Job"),
            [
                FieldSource.Of("completions", (m, _) => Number(m, "completions") ?? Number(m, "parallelism") ?? ManifestNode.Of(1)),
                FieldSource.Number("succeeded", "status.succeeded"), FieldSource.Number("active", "status.active"), FieldSource.Number("failed", "status.failed"),
                FieldSource.Is("resting", IsResting),
                FieldSource.Of("start", (m, _) => m.Root.TextAt("status", "startTime") is { Length: > 0 } start ? ManifestNode.Of(start) : null),
            ], Jobs),
        (new("apiextensions.k8s.io", "CustomResourceDefinition"), [], Definitions),
    ];

    private static ImmutableArray<TableRow> Services =>
    [
        new("type = LoadBalancer & !address?", "InProgress", "NoIPAssigned", "ClusterIP not set. Service type: LoadBalancer"),
        new("", "Current", "", "Service is ready"),
    ];

    private static ImmutableArray<TableRow> Claims =>
    [
        new("!phase = Bound", "InProgress", "NotBound", "PVC is not Bound. phase: {phase}"),
        new("", "Current", "", "PVC is Bound"),
    ];

    private static ImmutableArray<TableRow> Pods =>
    [
        new("phase = Succeeded", "Current", "", "Pod has completed successfully"),
        new("phase = Failed", "Current", "", "Pod has completed, but not successfully"),
        new("phase = Running & Ready=True", "Current", "", "Pod is Ready"),
        new("phase = Running & crashing?", "Failed", "ContainerCrashLooping", "Containers in CrashLoop state: {crashing}"),
        new("phase = Running", "InProgress", "PodRunningNotReady", "Pod is running but is not Ready"),
        new("phase = Pending & PodScheduled=False:Unschedulable & age < 15000", "InProgress", "PodNotScheduled", "Pod has not been scheduled"),
        new("phase = Pending & PodScheduled=False:Unschedulable", "Failed", "PodUnschedulable", "Pod could not be scheduled"),
        new("phase = Pending", "InProgress", "PodPending", "Pod is in the Pending phase"),
        new("!phase?", "InProgress", "PodNotObserved", "Pod phase not available"),
        new("", "Unknown", "", "unknown phase {phase}"),
    ];

    private static ImmutableArray<TableRow> Jobs =>
    [
        new("resting?", "Current", "", "Job is suspended"),
        TableRow.Walk(
            new("Complete=True", "Current", "", "Job Completed. succeeded: {succeeded}/{completions}"),
            new("Failed=True", "Failed", "JobFailed", "Job Failed. failed: {failed}/{completions}")),
        new("!start?", "InProgress", "JobNotStarted", "Job not started"),
        new("", "Current", "", "Job in progress. success:{succeeded}, active: {active}, failed: {failed}"),
    ];

    private static ImmutableArray<TableRow> Definitions =>
    [
        TableRow.Walk(
            new("NamesAccepted=False", "Failed", "{condition.reason}", "{condition.message}"),
            new("Established=False:!Installing", "Failed", "{condition.reason}", "{condition.message}"),
            new("Established=True", "Current", "", "CRD is established")),
        new("", "InProgress", "Installing", "Install in progress"),
    ];

    // The first of its conditions that is true and says anything says that it is suspended, and so does its spec.
    private static bool IsResting(Manifest job) => job.Root.At("spec", "suspend") is { Kind: NodeKind.Boolean, Text: "true" }
        && ObjectConditions.Of(job).FirstOrDefault(c => c.Status == "True" && c.Type is "Complete" or "Failed" or "Suspended") is { Type: "Suspended" };

    private static ManifestNode? Number(Manifest job, string field) => job.Root.At("spec", field) is { } node && FieldSource.IsNumber(node) ? node : null;

    // In milliseconds; without a date of creation it was long ago.
    private static ManifestNode? Age(Manifest pod, DateTimeOffset now) =>
        DateTimeOffset.TryParse(pod.Root.TextAt("metadata", "creationTimestamp"), System.Globalization.CultureInfo.InvariantCulture, System.Globalization.DateTimeStyles.AssumeUniversal, out var created)
            ? ManifestNode.Of((long)(now - created).TotalMilliseconds)
            : null;

    private static ManifestNode? Crashing(Manifest pod)
    {
        var names = pod.Root.ItemsAt("status", "containerStatuses").Where(s => s["name"] is not null && s.TextAt("state", "waiting", "reason") == "CrashLoopBackOff").Select(s => s.TextAt("name") ?? "").ToArray();
        return names.Length == 0 ? null : ManifestNode.Of(string.Join(",", names));
    }
}
