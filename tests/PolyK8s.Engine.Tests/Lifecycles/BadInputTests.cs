using PolyK8s.Engine.Lifecycles;

namespace PolyK8s.Engine.Tests.Lifecycles;

/// <summary>Objects that are not as they should be: a state, or CouldNotTell.</summary>
public sealed class BadInputTests
{
    [Theory]
    [InlineData("apps/v1", "Deployment", "", "Observing")]
    [InlineData("apps/v1", "StatefulSet", "", "Observing")]
    [InlineData("apps/v1", "DaemonSet", "status: {}", "Observing")]
    [InlineData("v1", "Pod", "status: null", "NotObserved")]
    [InlineData("v1", "Pod", "status: {phase: Sleeping}", "Unknown")]
    [InlineData("v1", "Pod", "status: text", "NotObserved")]
    [InlineData("batch/v1", "Job", "", "NotStarted")]
    [InlineData("batch/v1", "Job", "status: {startTime: '2026-01-01T00:00:00Z', conditions: [{type: Complete, status: Maybe}]}", "Running")]
    [InlineData("v1", "PersistentVolumeClaim", "status: {phase: Melted}", "UnknownPhase")]
    [InlineData("v1", "Node", "status: {conditions: [{type: Ready, status: Maybe}]}", "NotObserved")]
    [InlineData("apps/v9", "Deployment", "", "Observing")]
    [InlineData("future.k8s.io/v1", "Quantum", "", "Current")]
    [InlineData("example.org/v1", "Thing", "status: {conditions: [{type: Ready, status: Maybe}]}", "CouldNotTell")]
    [InlineData("example.org/v1", "Thing", "status: {conditions: [text, 3, null]}", "Current")]
    [InlineData("apps/v1", "Deployment", "spec: {replicas: -3}\nstatus: {observedGeneration: 1, replicas: -1, updatedReplicas: -1, availableReplicas: -7}", "Updating")]
    [InlineData("apps/v1", "Deployment", "spec: {strategy: {rollingUpdate: {maxUnavailable: 900%}}}\nstatus: {observedGeneration: 1, replicas: 1, updatedReplicas: 1, availableReplicas: 1}", "Available")]
    [InlineData("policy/v1", "PodDisruptionBudget", "spec: {minAvailable: 900%}\nstatus: {observedGeneration: 1, disruptionsAllowed: 99999999999999999999}", "Insufficient")]
    public void Has_a_state(string apiVersion, string kind, string rest, string state) =>
        Assert.Equal(state, Objects.State($"apiVersion: {apiVersion}\nkind: {kind}\nmetadata: {{name: x, generation: 1}}\n{rest}\n").State);

    [Fact]
    public void Says_that_it_cannot_tell_of_an_object_without_a_kind() => Assert.Equal("CouldNotTell", ObjectStates.Of(new(Engine.Manifests.ManifestNode.Object()), Objects.Now).State);

    [Theory]
    [InlineData("apps/v1", "Deployment", "spec: {replicas: many}", StateView.Argo, "Unknown", "failed to convert unstructured Deployment to typed: unrecognized type: int32")]
    [InlineData("apps/v1beta1", "Deployment", "", StateView.Argo, "Unknown", "unsupported Deployment GVK: apps/v1beta1, Kind=Deployment")]
    [InlineData("v1", "Pod", "status: {phase: Sleeping}", StateView.Kstatus, "Unknown", "unknown phase Sleeping")]
    [InlineData("v1", "Pod", "status: {conditions: text}", StateView.Kstatus, "Unknown", "cannot restore slice from string")]
    [InlineData("example.org/v1", "Thing", "status: {conditions: [{type: Ready, status: Maybe}]}", StateView.Kstatus, "Current", "Resource is current")]
    public void Says_what_other_tools_say(string apiVersion, string kind, string rest, StateView view, string state, string message)
    {
        var told = Objects.State($"apiVersion: {apiVersion}\nkind: {kind}\nmetadata: {{name: x, generation: 1}}\n{rest}\n", view);
        Assert.Equal((state, message), (told.State, told.Message));
    }
}
