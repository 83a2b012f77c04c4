using PolyK8s.Engine.Manifests;

namespace PolyK8s.Engine.Lifecycles.Workloads;

/// <summary>The fields of a Deployment that have a say in its state.</summary>
/// <param name="Terminating">Whether it is being deleted.</param>
/// <param name="Paused"><c>spec.paused</c>.</param>
/// <param name="Generation"><c>metadata.generation</c>; 0 when absent, like every count here.</param>
/// <param name="Observed"><c>status.observedGeneration</c>.</param>
/// <param name="Replicas"><c>spec.replicas</c>; null when absent, which counts as 1.</param>
/// <param name="Existing"><c>status.replicas</c>.</param>
/// <param name="Updated"><c>status.updatedReplicas</c>.</param>
/// <param name="Ready"><c>status.readyReplicas</c>.</param>
/// <param name="Available"><c>status.availableReplicas</c>.</param>
/// <param name="Progress">The reason of the condition Progressing; null when there is none.</param>
/// <param name="ReplicaFailure">Whether the condition ReplicaFailure is true.</param>
public sealed record DeploymentFields(
    bool Terminating, bool Paused, long Generation, long Observed, int? Replicas, int Existing, int Updated, int Ready, int Available, string? Progress, bool ReplicaFailure)
{
    /// <summary>The fields of a Deployment. Values of another type than Kubernetes' count as absent.</summary>
    public static DeploymentFields Of(Manifest deployment) => Of(new GoFields(deployment.Root));

    /// <summary>The fields, read as Go does.</summary>
    internal static DeploymentFields Of(GoFields fields)
    {
        var conditions = fields.Conditions("v1.DeploymentConditionType");
        return new(
            fields.Text("deletionTimestamp", "string", "metadata").Length > 0,
            fields.Bool("paused", "spec"),
            fields.Int64("generation", "metadata"),
            fields.Int64("observedGeneration", "status"),
            fields.Int32OrNone("replicas", "spec"),
            fields.Int32("replicas", "status"),
            fields.Int32("updatedReplicas", "status"),
            fields.Int32("readyReplicas", "status"),
            fields.Int32("availableReplicas", "status"),
            conditions.FirstOrDefault(c => c.Type == "Progressing")?.Reason,
            conditions.FirstOrDefault(c => c.Type == "ReplicaFailure")?.Status == "True");
    }
}
