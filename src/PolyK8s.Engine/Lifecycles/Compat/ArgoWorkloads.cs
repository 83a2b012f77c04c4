using System.Collections.Immutable;
using PolyK8s.Engine.Lifecycles.Pods;
using PolyK8s.Engine.Manifests;

namespace PolyK8s.Engine.Lifecycles.Compat;

/// <summary>What Argo CD looks at in workloads, Jobs and Pods.</summary>
internal static class ArgoWorkloads
{
    private static readonly string[] V1 = ["v1"];

    private static readonly FieldSource[] Common =
    [
        FieldSource.Number("generation", "metadata.generation"),
        FieldSource.Number("observed", "status.observedGeneration"),
        new("desired", "spec.replicas"),
        FieldSource.Number("existing", "status.replicas"),
        FieldSource.Number("updated", "status.updatedReplicas"),
        FieldSource.Number("ready", "status.readyReplicas"),
        FieldSource.Number("available", "status.availableReplicas"),
        FieldSource.Of("quoted", (m, _) => ManifestNode.Of(Validation.GoText.Quote(m.Name))),
    ];

    /// <summary>The kinds.</summary>
    public static IEnumerable<(GroupKind Kind, string[] Versions, ImmutableArray<FieldSource> Fields, ImmutableArray<TableRow> Rows)> ByKind() =>
    [
        (new("apps", "Deployment"), V1, [.. Common, FieldSource.Word("paused", "spec.paused")], Deployments),
        (new("apps", "StatefulSet"), V1, [.. Common, .. StatefulFields], StatefulSets),
        (new("apps", "DaemonSet"), V1, [.. Common, .. NodeCounts], DaemonSets),
        (new("apps", "ReplicaSet"), V1, [.. Common], ReplicaSets),
        (new("batch", "Job"), V1, [Last("said", "Complete", "Suspended"), Last("fault", "Failed")], Jobs),
        (new("", "Pod"), V1, PodFields, Pods),
    ];

    private static ImmutableArray<TableRow> Deployments =>
    [
        new("paused = true", "Suspended", "", "Deployment is paused"),
        new("observed < generation", "Progressing", "", "Waiting for rollout to finish: observed deployment generation less than desired generation"),
        new("Progressing:ProgressDeadlineExceeded", "Degraded", "", "Deployment {quoted} exceeded its progress deadline"),
        new("updated < desired", "Progressing", "", "Waiting for rollout to finish: {updated} out of {desired} new replicas have been updated..."),
        new("existing > updated", "Progressing", "", "Waiting for rollout to finish: {existing-updated} old replicas are pending termination..."),
        new("available < updated", "Progressing", "", "Waiting for rollout to finish: {available} of {updated} updated replicas are available..."),
        new("", "Healthy"),
    ];

    private static ImmutableArray<FieldSource> StatefulFields =>
    [
        FieldSource.Word("strategy", "spec.updateStrategy.type"),
        new("rolling", "spec.updateStrategy.rollingUpdate"),
        FieldSource.Number("current", "status.currentReplicas"),
        FieldSource.Word("currentRevision", "status.currentRevision", ""),
        FieldSource.Word("updateRevision", "status.updateRevision", ""),
        FieldSource.Of("toUpdate", (m, _) => m.Root.At("spec", "replicas") is { } n && m.Root.At("spec", "updateStrategy", "rollingUpdate", "partition") is { } p
            && int.TryParse(n.Text, System.Globalization.CultureInfo.InvariantCulture, out var replicas) && int.TryParse(p.Text, System.Globalization.CultureInfo.InvariantCulture, out var partition)
                ? ManifestNode.Of(unchecked(replicas - partition)) : null),
        FieldSource.Is("revised", m => (m.Root.TextAt("status", "currentRevision") ?? "") == (m.Root.TextAt("status", "updateRevision") ?? "")),
    ];

    private static ImmutableArray<TableRow> StatefulSets =>
    [
        new("!observed < 0 & !observed > 0", "Progressing", "", "Waiting for statefulset spec update to be observed..."),
        new("observed < generation", "Progressing", "", "Waiting for statefulset spec update to be observed..."),
        new("ready < desired", "Progressing", "", "Waiting for {desired-ready} pods to be ready..."),
        new("strategy = RollingUpdate & rolling? & updated < toUpdate", "Progressing", "", "Waiting for partitioned roll out to finish: {updated} out of {toUpdate} new pods have been updated..."),
        new("strategy = RollingUpdate & rolling?", "Healthy", "", "partitioned roll out complete: {updated} new pods have been updated..."),
        new("strategy = OnDelete", "Healthy", "", "statefulset has {ready} ready pods"),
        new("!revised?", "Progressing", "", "waiting for statefulset rolling update to complete {updated} pods at revision {updateRevision}..."),
        new("", "Healthy", "", "statefulset rolling update complete {current} pods at revision {currentRevision}..."),
    ];

    private static ImmutableArray<FieldSource> NodeCounts =>
    [
        FieldSource.Word("strategy", "spec.updateStrategy.type"),
        FieldSource.Number("nodes", "status.desiredNumberScheduled"),
        FieldSource.Number("updatedNodes", "status.updatedNumberScheduled"),
        FieldSource.Number("availableNodes", "status.numberAvailable"),
    ];

    private static ImmutableArray<TableRow> DaemonSets =>
    [
        new("observed < generation", "Progressing", "", "Waiting for rollout to finish: observed daemon set generation less than desired generation"),
        new("strategy = OnDelete", "Healthy", "", "daemon set {updatedNodes} out of {nodes} new pods have been updated"),
        new("updatedNodes < nodes", "Progressing", "", "Waiting for daemon set {quoted} rollout to finish: {updatedNodes} out of {nodes} new pods have been updated..."),
        new("availableNodes < nodes", "Progressing", "", "Waiting for daemon set {quoted} rollout to finish: {availableNodes} of {nodes} updated pods are available..."),
        new("", "Healthy"),
    ];

    private static ImmutableArray<TableRow> ReplicaSets =>
    [
        new("observed < generation", "Progressing", "", "Waiting for rollout to finish: observed replica set generation less than desired generation"),
        new("ReplicaFailure=True", "Degraded", "", "{ReplicaFailure.message}"),
        new("available < desired", "Progressing", "", "Waiting for rollout to finish: {available} out of {desired} new replicas are available..."),
        new("", "Healthy"),
    ];

    // It looks at the type of a condition, and but for Suspended not at its status.
    private static ImmutableArray<TableRow> Jobs =>
    [
        new("!Failed & !Complete & !Suspended", "Progressing"),
        new("Failed", "Degraded", "", "{fault}"),
        new("Suspended=True", "Suspended", "", "{said}"),
        new("", "Healthy", "", "{said}"),
    ];

    // Of several conditions of one type it believes the last.
    private static FieldSource Last(string name, params string[] types) =>
        FieldSource.Of(name, (m, _) => ManifestNode.Of(ObjectConditions.Of(m).LastOrDefault(c => types.Contains(c.Type))?.Message ?? ""));

    private static ImmutableArray<FieldSource> PodFields =>
    [
        FieldSource.Word("policy", "spec.restartPolicy"),
        FieldSource.Is("lasting", IsLasting),
        FieldSource.Word("phase", "status.phase"),
        FieldSource.Word("said", "status.message", ""),
        FieldSource.Of("blamed", (m, _) => m.Root.TextAt("status", "message") is { Length: > 0 } message ? ManifestNode.Of(message) : PodReading.FailMessage(m)),
        FieldSource.Of("waiting", (m, _) => Waiting(m)),
        FieldSource.Is("ended", m => m.Root.ItemsAt("status", "containerStatuses").Any(s => s.At("lastState", "terminated") is { Kind: NodeKind.Object })),
    ];

    private static ImmutableArray<TableRow> Pods =>
    [
        new("lasting? & waiting?", "Degraded", "", "{waiting}"),
        new("phase = Pending", "Progressing", "", "{said}"),
        new("phase = Succeeded", "Healthy", "", "{said}"),
        new("phase = Failed", "Degraded", "", "{blamed}"),
        new("phase = Running & lasting? & Ready=True", "Healthy", "", "{said}"),
        new("phase = Running & lasting? & ended?", "Degraded", "", "{said}"),
        new("phase = Running & lasting?", "Progressing", "", "{said}"),
        new("phase = Running & policy = OnFailure", "Progressing", "", "{said}"),
        new("phase = Running & policy = Never", "Progressing", "", "{said}"),
        new("", "Unknown", "", "{said}"),
    ];

    // A Pod that is meant to run on; others end, and are mostly hooks.
    private static bool IsLasting(Manifest pod) => pod.Root.TextAt("spec", "restartPolicy") == "Always"
        || (pod.Root.TextAt("metadata", "annotations", "argocd.argoproj.io/ignore-restart-policy") == "true" && !ArgoHooks.IsHook(pod));

    private static ManifestNode? Waiting(Manifest pod)
    {
        var waiting = pod.Root.ItemsAt("status", "containerStatuses").Select(s => s.At("state", "waiting")).OfType<ManifestNode>()
            .Where(w => (w.TextAt("reason") ?? "") is var reason && (reason.StartsWith("Err", StringComparison.Ordinal) || reason.EndsWith("Error", StringComparison.Ordinal) || reason.EndsWith("BackOff", StringComparison.Ordinal)))
            .Select(w => w.TextAt("message") ?? "").ToArray();
        return waiting.Length == 0 ? null : ManifestNode.Of(string.Join(", ", waiting));
    }
}
