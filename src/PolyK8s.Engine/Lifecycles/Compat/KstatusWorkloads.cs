using System.Collections.Immutable;
using PolyK8s.Engine.Manifests;

namespace PolyK8s.Engine.Lifecycles.Compat;

/// <summary>What kstatus looks at in workloads.</summary>
internal static class KstatusWorkloads
{
    private static readonly string[] Groups = ["apps", "extensions"];

    private static readonly FieldSource[] Replicas =
    [
        FieldSource.Number("desired", "spec.replicas", 1),
        FieldSource.Number("existing", "status.replicas"),
        FieldSource.Number("updated", "status.updatedReplicas"),
        FieldSource.Number("ready", "status.readyReplicas"),
        FieldSource.Number("available", "status.availableReplicas"),
        FieldSource.Number("labelled", "status.fullyLabeledReplicas"),
        FieldSource.Number("current", "status.currentReplicas"),
    ];

    /// <summary>The kinds.</summary>
    public static IEnumerable<(GroupKind Kind, ImmutableArray<FieldSource> Fields, ImmutableArray<TableRow> Rows)> ByKind() =>
    [
        .. Groups.Select(g => (new GroupKind(g, "Deployment"), (ImmutableArray<FieldSource>)[.. Replicas, FieldSource.Number("deadline", "spec.progressDeadlineSeconds", int.MaxValue)], Deployments)),
        .. Groups.Select(g => (new GroupKind(g, "ReplicaSet"), (ImmutableArray<FieldSource>)[.. Replicas], ReplicaSets)),
        .. Groups.Select(g => (new GroupKind(g, "DaemonSet"), NodeCounts, DaemonSets)),
        (new("apps", "StatefulSet"), StatefulFields, StatefulSets),
    ];

    private static ImmutableArray<FieldSource> NodeCounts =>
    [
        FieldSource.Number("desired", "status.desiredNumberScheduled", -1),
        FieldSource.Number("current", "status.currentNumberScheduled"),
        FieldSource.Number("updated", "status.updatedNumberScheduled"),
        FieldSource.Number("available", "status.numberAvailable"),
        FieldSource.Number("ready", "status.numberReady"),
    ];

    private static ImmutableArray<FieldSource> StatefulFields =>
    [
        .. Replicas,
        FieldSource.Word("strategy", "spec.updateStrategy.type"),
        FieldSource.Of("toUpdate", (m, _) => ToUpdate(m)),
        FieldSource.Is("revised", m => (m.Root.TextAt("status", "currentRevision") ?? "") == (m.Root.TextAt("status", "updateRevision") ?? "")),
    ];

    private static ImmutableArray<TableRow> Deployments =>
    [
        TableRow.Walk(new TableRow("Progressing:ProgressDeadlineExceeded", "Failed", "{condition.reason}", "Progress deadline exceeded")),
        new("existing < desired", "InProgress", "LessReplicas", "Replicas: {existing}/{desired}"),
        new("updated < desired", "InProgress", "LessUpdated", "Updated: {updated}/{desired}"),
        new("existing > desired", "InProgress", "ExtraPods", "Pending termination: {existing-desired}"),
        new("available < updated", "InProgress", "LessAvailable", "Available: {available}/{updated}"),
        new("ready < desired", "InProgress", "LessReady", "Ready: {ready}/{desired}"),
        new("!Progressing=True:NewReplicaSetAvailable & deadline < 2147483647", "InProgress", "ReplicaSetNotAvailable", "ReplicaSet not Available"),
        new("!Progressing=True:NewReplicaSetAvailable & deadline > 2147483647", "InProgress", "ReplicaSetNotAvailable", "ReplicaSet not Available"),
        new("!Available=True", "InProgress", "DeploymentNotAvailable", "Deployment not Available"),
        new("", "Current", "", "Deployment is available. Replicas: {existing}"),
    ];

    private static ImmutableArray<TableRow> ReplicaSets =>
    [
        new("ReplicaFailure=True", "InProgress", "ReplicaFailure", "Replica Failure condition. Check Pods"),
        new("labelled < desired", "InProgress", "LessLabelled", "Labelled: {labelled}/{desired}"),
        new("available < desired", "InProgress", "LessAvailable", "Available: {available}/{desired}"),
        new("ready < desired", "InProgress", "LessReady", "Ready: {ready}/{desired}"),
        new("existing > desired", "InProgress", "ExtraPods", "Pending termination: {existing-desired}"),
        new("", "Current", "", "ReplicaSet is available. Replicas: {existing}"),
    ];

    private static ImmutableArray<TableRow> DaemonSets =>
    [
        new("!generation?", "InProgress", "NoGeneration", "{kind} metadata.generation not found"),
        new("!observed?", "InProgress", "NoObservedGeneration", "{kind} status.observedGeneration not found"),
        new("desired < 0 & !desired < -1", "InProgress", "NoDesiredNumber", "Missing .status.desiredNumberScheduled"),
        new("current < desired", "InProgress", "LessCurrent", "Current: {current}/{desired}"),
        new("updated < desired", "InProgress", "LessUpdated", "Updated: {updated}/{desired}"),
        new("available < desired", "InProgress", "LessAvailable", "Available: {available}/{desired}"),
        new("ready < desired", "InProgress", "LessReady", "Ready: {ready}/{desired}"),
        new("", "Current", "", "All replicas scheduled as expected. Replicas: {desired}"),
    ];

    private static ImmutableArray<TableRow> StatefulSets =>
    [
        new("strategy = OnDelete", "Current", "", "StatefulSet is using the ondelete update strategy"),
        new("existing < desired", "InProgress", "LessReplicas", "Replicas: {existing}/{desired}"),
        new("ready < desired", "InProgress", "LessReady", "Ready: {ready}/{desired}"),
        new("existing > desired", "InProgress", "ExtraPods", "Pending termination: {existing-desired}"),
        new("updated < toUpdate", "InProgress", "PartitionRollout", "updated: {updated}/{toUpdate}"),
        new("toUpdate?", "Current", "", "Partition rollout complete. updated: {updated}"),
        new("current < desired", "InProgress", "LessCurrent", "current: {current}/{desired}"),
        new("!revised?", "InProgress", "RevisionMismatch", "Waiting for updated revision to match current"),
        new("", "Current", "", "All replicas scheduled as expected. Replicas: {existing}"),
    ];

    // A partition of -1 is none.
    private static ManifestNode? ToUpdate(Manifest set)
    {
        var partition = Number(set, -1, "spec", "updateStrategy", "rollingUpdate", "partition");
        return partition == -1 ? null : ManifestNode.Of(unchecked(Number(set, 1, "spec", "replicas") - partition));
    }

    private static long Number(Manifest set, long @default, params ReadOnlySpan<string> path) =>
        set.Root.At(path) is { } node && FieldSource.IsNumber(node) ? long.Parse(node.Text, System.Globalization.CultureInfo.InvariantCulture) : @default;
}
