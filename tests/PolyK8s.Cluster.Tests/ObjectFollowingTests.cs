using System.Text;
using PolyK8s.Cluster.Guarded;
using PolyK8s.Engine.Manifests;

namespace PolyK8s.Cluster.Tests;

/// <summary>Where following an object ends.</summary>
public sealed class ObjectFollowingTests
{
    private const string Deployment = "apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: web, generation: 2}\nspec: {replicas: 2}\n";
    private const string Agent = "apiVersion: apps/v1\nkind: DaemonSet\nmetadata: {name: agent, generation: 1}\nspec: {updateStrategy: {type: OnDelete}}\n";

    [Theory]
    [InlineData(Deployment + "status: {observedGeneration: 2, replicas: 3, updatedReplicas: 3, readyReplicas: 3, availableReplicas: 3, conditions: [{type: Progressing, status: 'True', reason: NewReplicaSetAvailable}]}", "Unfinished Scaling: there are 3 Pods, and 2 are asked for")]
    [InlineData(Deployment + "status: {observedGeneration: 2, replicas: 2, updatedReplicas: 2, readyReplicas: 2, availableReplicas: 2}", "Settled Available: deployment \"web\" successfully rolled out")]
    [InlineData(Deployment + "status: {observedGeneration: 2, replicas: 3, updatedReplicas: 1, readyReplicas: 2, availableReplicas: 2, conditions: [{type: Progressing, status: 'False', reason: ProgressDeadlineExceeded}]}", "Broken Stalled: deployment \"web\" exceeded its progress deadline")]
    [InlineData(Agent + "status: {observedGeneration: 1, desiredNumberScheduled: 1, currentNumberScheduled: 1, numberReady: 1, numberAvailable: 1}", "Settled Available: 1 of 1 Pods are available")]
    [InlineData(Agent + "status: {observedGeneration: 1, desiredNumberScheduled: 1, currentNumberScheduled: 1}", "Unfinished Progressing: 0 of 1 Pods are available")]
    public void Is_at_the_end_of_what_the_object_does(string text, string expected)
    {
        var end = ObjectFollowing.Of(Assert.Single(ManifestReader.Read(Encoding.UTF8.GetBytes(text), "a.yaml").Manifests));
        Assert.Equal(expected, $"{end.Outcome} {end.Line}");
    }
}
