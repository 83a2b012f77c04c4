using System.Text;
using PolyK8s.Engine.Manifests;
using PolyK8s.Engine.Rollouts;
using PolyK8s.Engine.Writing;

namespace PolyK8s.Engine.Tests.Writing;

/// <summary>What is sent for each thing that is done to a rollout, and what is refused.</summary>
public sealed class PlannedWriteTests
{
    private const string Web = "{apiVersion: apps/v1, kind: Deployment, metadata: {name: web, namespace: shop, uid: u, resourceVersion: '5', generation: 1}, spec: {replicas: 2, template: {metadata: {labels: {app: web}}, spec: {containers: [{name: c, image: new}]}}}, status: {observedGeneration: 1, replicas: 2, updatedReplicas: 2, readyReplicas: 2, availableReplicas: 2}}";

    private static readonly DateTimeOffset Now = new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);

    [Theory]
    [InlineData(RolloutEvent.Scale, """{"replicas":4}""")]
    [InlineData(RolloutEvent.Pause, """{"paused":true}""")]
    [InlineData(RolloutEvent.Restart, """{"template":{"metadata":{"annotations":{"kubectl.kubernetes.io/restartedAt":"2026-01-02T03:04:05Z"}}}}""")]
    public void Applies_one_field(RolloutEvent operation, string spec)
    {
        var (write, _, words) = Plan(Web, new("Deployment", "shop", "web", operation, 4));
        Assert.Equal("", words);
        Assert.Equal($$"""{"apiVersion":"apps/v1","kind":"Deployment","metadata":{"name":"web","namespace":"shop"},"spec":{{spec}}}""", write!.Body.ToString());
        Assert.Equal("5", write.Held(Read(Web)).TextAt("metadata", "resourceVersion"));
        Assert.Equal("new", write.After.Root.At("spec", "template", "spec")!.ItemsAt("containers")[0].TextAt("image"));
    }

    [Fact]
    public void Takes_back_a_template_whole_and_without_the_hash_of_its_keeper()
    {
        var (write, _, _) = Plan(Web, new("Deployment", "shop", "web", RolloutEvent.Undo), Keeper(1, "old"), Keeper(2, "new"));
        Assert.Equal(
            """[{"op":"test","path":"/metadata/resourceVersion","value":"5"},{"op":"replace","path":"/spec/template","value":{"metadata":{"labels":{"app":"web"}},"spec":{"containers":[{"name":"c","image":"old"}]}}}]""",
            write!.Held(Read(Web)).ToString());
        Assert.Equal("old", write.After.Root.At("spec", "template", "spec")!.ItemsAt("containers")[0].TextAt("image"));
    }

    [Theory]
    [InlineData(RolloutEvent.Scale, -1, 0, WriteOutcome.Refused, "`-1` is no number of replicas; from 0 to 2147483647 are accepted")]
    [InlineData(RolloutEvent.Resume, 0, 0, WriteOutcome.Refused, "deployments.apps \"web\" is not paused")]
    [InlineData(RolloutEvent.Undo, 0, 7, WriteOutcome.Refused, "unable to find specified revision 7 in history")]
    [InlineData(RolloutEvent.Undo, 0, 2, WriteOutcome.Unchanged, "skipped rollback (current template already matches revision 2)")]
    public void Refuses_what_kubectl_refuses(RolloutEvent operation, long replicas, long revision, WriteOutcome outcome, string words)
    {
        var (write, how, said) = Plan(Web, new("Deployment", "shop", "web", operation, replicas, revision), Keeper(1, "old"), Keeper(2, "new"));
        Assert.Null(write);
        Assert.Equal((outcome, words), (how, said));
    }

    [Theory]
    [InlineData("StatefulSet", RolloutEvent.Pause, "statefulsets.apps \"web\" pausing is not supported")]
    [InlineData("DaemonSet", RolloutEvent.Resume, "daemonsets.apps \"web\" resuming is not supported")]
    [InlineData("DaemonSet", RolloutEvent.Scale, "a DaemonSet cannot scale")]
    [InlineData("StatefulSet", RolloutEvent.Undo, "no last revision to roll back to")]
    public void Refuses_what_a_kind_cannot(string kind, RolloutEvent operation, string words) =>
        Assert.Equal(words, Plan(Web.Replace("Deployment", kind, StringComparison.Ordinal), new(kind, "shop", "web", operation)).Words);

    private static (PlannedWrite? Write, WriteOutcome Outcome, string Words) Plan(string workload, RolloutOperation operation, params Manifest[] keepers) =>
        PlannedWrite.Of(operation, RolloutWorkload.Read(Read(workload)).Workload!, keepers, Now);

    private static Manifest Keeper(int revision, string image) => Read($$$$"""
        apiVersion: apps/v1
        kind: ReplicaSet
        metadata: {name: web-{{{{revision}}}}, namespace: shop, annotations: {deployment.kubernetes.io/revision: '{{{{revision}}}}'}, ownerReferences: [{kind: Deployment, name: web, uid: u, controller: true}]}
        spec: {template: {metadata: {labels: {app: web, pod-template-hash: h}}, spec: {containers: [{name: c, image: {{{{image}}}}}]}}}
        """);

    private static Manifest Read(string text) => Assert.Single(ManifestReader.Read(Encoding.UTF8.GetBytes(text), "").Manifests);
}
