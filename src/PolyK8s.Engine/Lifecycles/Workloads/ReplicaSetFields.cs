using PolyK8s.Engine.Manifests;

namespace PolyK8s.Engine.Lifecycles.Workloads;

/// <summary>The fields of a ReplicaSet or ReplicationController that have a say in its state.</summary>
/// <param name="Terminating">Whether it is being deleted.</param>
/// <param name="Generation"><c>metadata.generation</c>; 0 when absent, like every count here.</param>
/// <param name="Observed"><c>status.observedGeneration</c>.</param>
/// <param name="Replicas"><c>spec.replicas</c>; null when absent, which counts as 1.</param>
/// <param name="Existing"><c>status.replicas</c>.</param>
/// <param name="Labelled"><c>status.fullyLabeledReplicas</c>.</param>
/// <param name="Ready"><c>status.readyReplicas</c>.</param>
/// <param name="Available"><c>status.availableReplicas</c>.</param>
/// <param name="ReplicaFailure">Whether the condition ReplicaFailure is true.</param>
public sealed record ReplicaSetFields(
    bool Terminating, long Generation, long Observed, int? Replicas, int Existing, int Labelled, int Ready, int Available, bool ReplicaFailure)
{
    /// <summary>The fields of a ReplicaSet. Values of another type than Kubernetes' count as absent.</summary>
    public static ReplicaSetFields Of(Manifest set) => Of(new GoFields(set.Root));

    /// <summary>The fields, read as Go does.</summary>
    internal static ReplicaSetFields Of(GoFields fields) => new(
        fields.Text("deletionTimestamp", "string", "metadata").Length > 0,
        fields.Int64("generation", "metadata"),
        fields.Int64("observedGeneration", "status"),
        fields.Int32OrNone("replicas", "spec"),
        fields.Int32("replicas", "status"),
        fields.Int32("fullyLabeledReplicas", "status"),
        fields.Int32("readyReplicas", "status"),
        fields.Int32("availableReplicas", "status"),
        fields.Conditions("v1.ReplicaSetConditionType").FirstOrDefault(c => c.Type == "ReplicaFailure")?.Status == "True");
}
