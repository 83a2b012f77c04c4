using PolyK8s.Engine.Lifecycles.Workloads;
using PolyK8s.Engine.Manifests;
using PolyK8s.Kernels.WorkloadState;

namespace PolyK8s.Engine.Kernels;

/// <summary>What a workload is doing: the border to the kernel that decides it.</summary>
public static class WorkloadStates
{
    /// <summary>The state of a workload, by its kind; null for a kind that is none.</summary>
    public static WorkloadState? Of(Manifest manifest) => (manifest.Group, manifest.Kind) switch
    {
        ("apps" or "extensions", "Deployment") => Of(DeploymentFields.Of(manifest)),
        ("apps", "StatefulSet") => Of(StatefulSetFields.Of(manifest)),
        ("apps" or "extensions", "DaemonSet") => Of(DaemonSetFields.Of(manifest)),
        ("apps" or "extensions", "ReplicaSet") or ("", "ReplicationController") => Of(ReplicaSetFields.Of(manifest)),
        _ => null,
    };

    /// <summary>The state of a Deployment.</summary>
    public static WorkloadState Of(DeploymentFields fields) => FromKernel(ToKernel(fields).State());

    /// <summary>The state of a StatefulSet.</summary>
    public static WorkloadState Of(StatefulSetFields fields) => FromKernel(ToKernel(fields).State());

    /// <summary>The state of a DaemonSet.</summary>
    public static WorkloadState Of(DaemonSetFields fields) => FromKernel(ToKernel(fields).State());

    /// <summary>The state of a ReplicaSet.</summary>
    public static WorkloadState Of(ReplicaSetFields fields) => FromKernel(ToKernel(fields).State());

    /// <summary>Whether something is still under way for <c>kubectl rollout status</c>, and what.</summary>
    internal static (KubectlCase Case, bool Done, bool Error) Kubectl(DeploymentFields fields) => FromKernel(ToKernel(fields).Kubectl());

    /// <summary>The same for a StatefulSet.</summary>
    internal static (KubectlCase Case, bool Done, bool Error) Kubectl(StatefulSetFields fields) => FromKernel(ToKernel(fields).Kubectl());

    /// <summary>The same for a DaemonSet.</summary>
    internal static (KubectlCase Case, bool Done, bool Error) Kubectl(DaemonSetFields fields) => FromKernel(ToKernel(fields).Kubectl());

    internal static _IDeployment ToKernel(DeploymentFields d) => Deployment.create(
        d.Terminating, d.Paused, d.Generation, d.Observed, d.Replicas is not null, d.Replicas ?? 1, d.Existing, d.Updated, d.Ready, d.Available, ToKernel(d.Progress), d.ReplicaFailure);

    internal static _IStatefulSet ToKernel(StatefulSetFields s) => StatefulSet.create(
        s.Terminating, s.Generation, s.Observed, s.Replicas is not null, s.Replicas ?? 1, s.Existing, s.Ready, s.Updated,
        ToStrategy(s.Strategy), s.HasRollingUpdate, s.Partition is not null, s.Partition ?? 0, s.CurrentRevision == s.UpdateRevision);

    internal static _IDaemonSet ToKernel(DaemonSetFields d) => DaemonSet.create(
        d.Terminating, d.Generation, d.Observed, d.Desired, d.Current, d.Updated, d.Ready, d.Available, ToStrategy(d.Strategy));

    internal static _IReplicaSet ToKernel(ReplicaSetFields r) => ReplicaSet.create(
        r.Terminating, r.Generation, r.Observed, r.Replicas is not null, r.Replicas ?? 1, r.Existing, r.Labelled, r.Ready, r.Available, r.ReplicaFailure);

    private static _IProgress ToKernel(string? reason) => reason switch
    {
        null => Progress.create_NoCondition(),
        "NewReplicaSetAvailable" => Progress.create_NewReplicaSetAvailable(),
        "ProgressDeadlineExceeded" => Progress.create_DeadlineExceeded(),
        _ => Progress.create_OtherReason(),
    };

    private static _IStrategy ToStrategy(string type) => type switch
    {
        "RollingUpdate" => Strategy.create_RollingUpdate(),
        "OnDelete" => Strategy.create_OnDelete(),
        _ => Strategy.create_Other(),
    };

    private static WorkloadState FromKernel(_IState state) =>
        state.is_Terminating ? WorkloadState.Terminating
        : state.is_Paused ? WorkloadState.Paused
        : state.is_Observing ? WorkloadState.Observing
        : state.is_Stalled ? WorkloadState.Stalled
        : state.is_ReplicaFailure ? WorkloadState.ReplicaFailure
        : state.is_Updating ? WorkloadState.Updating
        : state.is_Scaling ? WorkloadState.Scaling
        : state.is_Progressing ? WorkloadState.Progressing
        : WorkloadState.Available;

    private static (KubectlCase Case, bool Done, bool Error) FromKernel(_IKubectl said) => (CaseOf(said), said.IsDone(), said.IsError());

    private static KubectlCase CaseOf(_IKubectl said) =>
        said.is_NotObserved ? KubectlCase.NotObserved
        : said.is_PastDeadline ? KubectlCase.PastDeadline
        : said.is_FewerUpdated ? KubectlCase.FewerUpdated
        : said.is_OldPending ? KubectlCase.OldPending
        : said.is_FewerAvailable ? KubectlCase.FewerAvailable
        : said.is_RolledOut ? KubectlCase.RolledOut
        : said.is_NotRolling ? KubectlCase.NotRolling
        : said.is_FewerReady ? KubectlCase.FewerReady
        : said.is_PartitionPending ? KubectlCase.PartitionPending
        : said.is_PartitionComplete ? KubectlCase.PartitionComplete
        : said.is_RevisionPending ? KubectlCase.RevisionPending
        : KubectlCase.RevisionComplete;
}
