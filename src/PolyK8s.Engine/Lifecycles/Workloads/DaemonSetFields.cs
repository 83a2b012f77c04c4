using PolyK8s.Engine.Manifests;

namespace PolyK8s.Engine.Lifecycles.Workloads;

/// <summary>The fields of a DaemonSet that have a say in its state.</summary>
/// <param name="Terminating">Whether it is being deleted.</param>
/// <param name="Generation"><c>metadata.generation</c>; 0 when absent, like every count here.</param>
/// <param name="Observed"><c>status.observedGeneration</c>.</param>
/// <param name="Desired"><c>status.desiredNumberScheduled</c>.</param>
/// <param name="Current"><c>status.currentNumberScheduled</c>.</param>
/// <param name="Updated"><c>status.updatedNumberScheduled</c>.</param>
/// <param name="Ready"><c>status.numberReady</c>.</param>
/// <param name="Available"><c>status.numberAvailable</c>.</param>
/// <param name="Strategy"><c>spec.updateStrategy.type</c>; empty when absent.</param>
public sealed record DaemonSetFields(
    bool Terminating, long Generation, long Observed, int Desired, int Current, int Updated, int Ready, int Available, string Strategy)
{
    /// <summary>The fields of a DaemonSet. Values of another type than Kubernetes' count as absent.</summary>
    public static DaemonSetFields Of(Manifest set) => Of(new GoFields(set.Root));

    /// <summary>The fields, read as Go does.</summary>
    internal static DaemonSetFields Of(GoFields fields) => new(
        fields.Text("deletionTimestamp", "string", "metadata").Length > 0,
        fields.Int64("generation", "metadata"),
        fields.Int64("observedGeneration", "status"),
        fields.Int32("desiredNumberScheduled", "status"),
        fields.Int32("currentNumberScheduled", "status"),
        fields.Int32("updatedNumberScheduled", "status"),
        fields.Int32("numberReady", "status"),
        fields.Int32("numberAvailable", "status"),
        fields.Text("type", "v1.DaemonSetUpdateStrategyType", "spec", "updateStrategy"));
}
