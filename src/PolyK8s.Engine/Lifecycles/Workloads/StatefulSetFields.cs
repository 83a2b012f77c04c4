using PolyK8s.Engine.Manifests;

namespace PolyK8s.Engine.Lifecycles.Workloads;

/// <summary>The fields of a StatefulSet that have a say in its state.</summary>
/// <param name="Terminating">Whether it is being deleted.</param>
/// <param name="Generation"><c>metadata.generation</c>; 0 when absent, like every count here.</param>
/// <param name="Observed"><c>status.observedGeneration</c>.</param>
/// <param name="Replicas"><c>spec.replicas</c>; null when absent, which counts as 1.</param>
/// <param name="Existing"><c>status.replicas</c>.</param>
/// <param name="Ready"><c>status.readyReplicas</c>.</param>
/// <param name="Current"><c>status.currentReplicas</c>.</param>
/// <param name="Updated"><c>status.updatedReplicas</c>.</param>
/// <param name="Strategy"><c>spec.updateStrategy.type</c>; empty when absent.</param>
/// <param name="HasRollingUpdate">Whether <c>spec.updateStrategy.rollingUpdate</c> is there.</param>
/// <param name="Partition">Its partition; null when absent.</param>
/// <param name="CurrentRevision"><c>status.currentRevision</c>.</param>
/// <param name="UpdateRevision"><c>status.updateRevision</c>.</param>
public sealed record StatefulSetFields(
    bool Terminating, long Generation, long Observed, int? Replicas, int Existing, int Ready, int Current, int Updated,
    string Strategy, bool HasRollingUpdate, int? Partition, string CurrentRevision, string UpdateRevision)
{
    /// <summary>The fields of a StatefulSet. Values of another type than Kubernetes' count as absent.</summary>
    public static StatefulSetFields Of(Manifest set) => Of(new GoFields(set.Root));

    /// <summary>The fields, read as Go does.</summary>
    internal static StatefulSetFields Of(GoFields fields) => new(
        fields.Text("deletionTimestamp", "string", "metadata").Length > 0,
        fields.Int64("generation", "metadata"),
        fields.Int64("observedGeneration", "status"),
        fields.Int32OrNone("replicas", "spec"),
        fields.Int32("replicas", "status"),
        fields.Int32("readyReplicas", "status"),
        fields.Int32("currentReplicas", "status"),
        fields.Int32("updatedReplicas", "status"),
        fields.Text("type", "v1.StatefulSetUpdateStrategyType", "spec", "updateStrategy"),
        fields.Object("spec", "updateStrategy", "rollingUpdate") is not null,
        fields.Int32OrNone("partition", "spec", "updateStrategy", "rollingUpdate"),
        fields.Text("currentRevision", "string", "status"),
        fields.Text("updateRevision", "string", "status"));
}
