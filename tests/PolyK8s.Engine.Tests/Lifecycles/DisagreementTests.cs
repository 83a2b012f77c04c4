using PolyK8s.Engine.Lifecycles;
using PolyK8s.Engine.Lifecycles.Workloads;

namespace PolyK8s.Engine.Tests.Lifecycles;

/// <summary>Where the tools disagree, and what we say.</summary>
public sealed class DisagreementTests
{
    private const string Meta = "metadata: {name: x, namespace: d, generation: 1, creationTimestamp: '2026-01-01T00:00:00Z'}";
    private const string Deployment = $"apiVersion: apps/v1\nkind: Deployment\n{Meta}\n";
    private const string DaemonSet = $"apiVersion: apps/v1\nkind: DaemonSet\n{Meta}\nspec: {{updateStrategy: {{type: OnDelete}}}}\n";
    private const string StatefulSet = $"apiVersion: apps/v1\nkind: StatefulSet\n{Meta}\nspec: {{replicas: 2, updateStrategy: {{type: OnDelete}}}}\n";

    [Theory]
    [InlineData("apiVersion: v1\nkind: Pod\n" + Meta + "\nstatus: {phase: Failed}\n", "Failed", "Current", "Degraded")]
    [InlineData("apiVersion: batch/v1\nkind: Job\n" + Meta + "\nstatus: {startTime: '2026-01-01T00:00:00Z', active: 1}\n", "Running", "Current", "Progressing")]
    [InlineData(Deployment + "spec: {paused: true, replicas: 1}\nstatus: {observedGeneration: 1, replicas: 1, updatedReplicas: 1, readyReplicas: 1, availableReplicas: 1, conditions: [{type: Available, status: 'True'}]}\n", "Paused", "Current", "Suspended")]
    [InlineData("apiVersion: v1\nkind: Service\n" + Meta + "\nspec: {type: LoadBalancer, clusterIP: 10.0.0.1}\n", "Pending", "Current", "Progressing")]
    [InlineData("apiVersion: v1\nkind: Service\n" + Meta + "\nspec: {type: LoadBalancer}\n", "Pending", "InProgress", "Progressing")]
    [InlineData("apiVersion: apps/v1\nkind: ReplicaSet\n" + Meta + "\nspec: {replicas: 1}\nstatus: {observedGeneration: 1, conditions: [{type: ReplicaFailure, status: 'True'}]}\n", "ReplicaFailure", "InProgress", "Degraded")]
    [InlineData("apiVersion: v1\nkind: PersistentVolumeClaim\n" + Meta + "\nstatus: {phase: Lost}\n", "Lost", "InProgress", "Degraded")]
    [InlineData("apiVersion: apiregistration.k8s.io/v1\nkind: APIService\n" + Meta + "\nstatus: {conditions: [{type: Available, status: 'False'}]}\n", "Unavailable", "Current", "Progressing")]
    [InlineData(DaemonSet + "status: {observedGeneration: 1, desiredNumberScheduled: 2, currentNumberScheduled: 2, updatedNumberScheduled: 1, numberReady: 2, numberAvailable: 2}\n", "Available", "InProgress", "Healthy")]
    [InlineData(StatefulSet + "status: {observedGeneration: 1, replicas: 2, readyReplicas: 1}\n", "Progressing", "Current", "Progressing")]
    [InlineData(StatefulSet + "status: {observedGeneration: 1, replicas: 2, readyReplicas: 2, currentRevision: a, updateRevision: b}\n", "Available", "Current", "Healthy")]
    [InlineData("apiVersion: v1\nkind: Pod\n" + Meta + "\nstatus: {phase: Pending, conditions: [{type: PodScheduled, status: 'False', reason: Unschedulable}]}\n", "Unschedulable", "Failed", "Progressing")]
    [InlineData("apiVersion: v1\nkind: Pod\n" + Meta + "\nspec: {restartPolicy: Always}\nstatus: {phase: Running, containerStatuses: [{name: a, state: {waiting: {reason: CrashLoopBackOff}}}]}\n", "CrashLooping", "Failed", "Degraded")]
    public void Each_tool_is_told_in_its_own_words(string yaml, string own, string kstatus, string argo) => Assert.Equal(
        (own, kstatus, argo),
        (Objects.State(yaml).State, Objects.State(yaml, StateView.Kstatus).State, Objects.State(yaml, StateView.Argo).State));

    [Theory]
    [InlineData(Deployment + "spec: {paused: true, replicas: 1}\nstatus: {observedGeneration: 1, replicas: 1, updatedReplicas: 1, availableReplicas: 1}\n", "deployment \"x\" successfully rolled out", true, null)]
    [InlineData(DaemonSet, "", true, "rollout status is only available for RollingUpdate strategy type")]
    [InlineData(StatefulSet, "", true, "rollout status is only available for RollingUpdate strategy type")]
    public void Kubectl_ignores_a_pause_and_knows_no_OnDelete(string yaml, string message, bool done, string? error) =>
        Assert.Equal(new KubectlStatus(message, done, error), KubectlStatus.Of(Objects.Of(yaml)));

    [Fact]
    public void A_pod_that_cannot_be_scheduled_gets_15_seconds_from_kstatus()
    {
        const string Pod = "apiVersion: v1\nkind: Pod\nmetadata: {name: x, creationTimestamp: '2026-01-01T11:59:50Z'}\nstatus: {phase: Pending, conditions: [{type: PodScheduled, status: 'False', reason: Unschedulable}]}\n";
        Assert.Equal(("InProgress", "PodNotScheduled"), Told(Objects.State(Pod, StateView.Kstatus)));
        Assert.Equal(("Failed", "PodUnschedulable"), Told(ObjectStates.Of(Objects.Of(Pod), Objects.Now.AddSeconds(5), StateView.Kstatus)));
    }

    [Fact]
    public void Kstatus_believes_the_first_of_two_conditions_and_we_the_worse()
    {
        const string One = "apiVersion: example.org/v1\nkind: Thing\nmetadata: {name: x}\nstatus: {conditions: [{type: Reconciling, status: 'True'}, {type: Stalled, status: 'True'}]}\n";
        const string Other = "apiVersion: example.org/v1\nkind: Thing\nmetadata: {name: x}\nstatus: {conditions: [{type: Stalled, status: 'True'}, {type: Reconciling, status: 'True'}]}\n";
        Assert.Equal(("InProgress", "Failed"), (Objects.State(One, StateView.Kstatus).State, Objects.State(Other, StateView.Kstatus).State));
        Assert.Equal(("Stalled", "Stalled"), (Objects.State(One).State, Objects.State(Other).State));
    }

    [Fact]
    public void Argo_looks_at_the_type_of_a_jobs_conditions_and_not_at_their_status() => Assert.Equal(
        "Healthy",
        Objects.State("apiVersion: batch/v1\nkind: Job\nmetadata: {name: x}\nstatus: {startTime: '2026-01-01T00:00:00Z', active: 1, conditions: [{type: Suspended, status: 'False'}]}\n", StateView.Argo).State);

    private static (string State, string Reason) Told(ObjectState state) => (state.State, state.Reason);
}
