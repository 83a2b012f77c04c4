using System.Text;
using PolyK8s.Engine.Lifecycles.Workloads;
using PolyK8s.Engine.Manifests;
using PolyK8s.Engine.Rollouts;

namespace PolyK8s.Engine.Tests.Rollouts;

/// <summary>Plans of rollouts, from objects as a cluster has them.</summary>
public sealed class RolloutPlanTests
{
    private const string Complete = "observedGeneration: 1, replicas: 4, updatedReplicas: 4, readyReplicas: 4, availableReplicas: 4, conditions: [{type: Progressing, status: 'True', reason: NewReplicaSetAvailable}]";

    [Fact]
    public void Restarts_a_deployment_within_its_bounds()
    {
        var plan = Plan(Deployment("replicas: 4", Complete), RolloutEvent.Restart);
        Assert.True(plan.Ends);
        Assert.Equal((5, 3), (plan.MostPods, plan.LeastAvailable));
        Assert.Equal(["start", "controller", "controller", "controller", "pods"], plan.Steps.Take(5).Select(s => s.By));
        Assert.Equal((WorkloadState.Updating, WorkloadState.Available), (plan.Steps[0].State, plan.Steps[^1].State));
    }

    [Fact]
    public void Recreates_without_ever_mixing_templates() => Assert.DoesNotContain(
        Plan(Deployment("replicas: 4, strategy: {type: Recreate}", Complete), RolloutEvent.Edit).Steps, s => s.OldReady + s.OldUnready > 0 && s.NewReady + s.NewUnready > 0);

    [Fact]
    public void Scales_in_the_middle_of_a_rollout_by_shares()
    {
        var plan = Plan(Deployment("replicas: 10, strategy: {rollingUpdate: {maxSurge: 3, maxUnavailable: 2}}",
            "observedGeneration: 1, replicas: 13, updatedReplicas: 5, readyReplicas: 8, availableReplicas: 8"), RolloutEvent.Scale, 15);
        Assert.Equal((11, 7), (plan.Steps[0].OldReady + plan.Steps[0].OldUnready, plan.Steps[0].NewReady + plan.Steps[0].NewUnready));
        Assert.True(plan.Ends);
    }

    [Fact]
    public void Replaces_a_stateful_set_down_to_its_partition()
    {
        var plan = Plan("apiVersion: apps/v1\nkind: StatefulSet\nmetadata: {name: db, generation: 1}\nspec: {replicas: 4, updateStrategy: {type: RollingUpdate, rollingUpdate: {partition: 2}}}\n"
            + "status: {observedGeneration: 1, replicas: 4, readyReplicas: 4, updatedReplicas: 4, currentRevision: a, updateRevision: a}\n", RolloutEvent.Edit);
        Assert.True(plan.Ends);
        Assert.Equal((2, 2, 3), (plan.Steps[^1].OldReady, plan.Steps[^1].NewReady, plan.LeastAvailable));
    }

    [Theory]
    [InlineData(RolloutEvent.Restart, "it is paused; resume it before you restart it")]
    [InlineData(RolloutEvent.Pause, "it is paused already")]
    [InlineData(RolloutEvent.Edit, null)]
    public void Holds_while_it_is_paused(RolloutEvent @event, string? refused)
    {
        var plan = Plan(Deployment("replicas: 4, paused: true", Complete), @event);
        Assert.Equal(refused, plan.Refused);
        Assert.False(plan.Ends);
    }

    [Fact]
    public void Gives_the_start_and_the_end_of_a_long_plan()
    {
        var plan = Plan("apiVersion: apps/v1\nkind: StatefulSet\nmetadata: {name: db, generation: 1}\nspec: {replicas: 1000, updateStrategy: {type: RollingUpdate}}\n"
            + "status: {observedGeneration: 1, replicas: 1000, readyReplicas: 1000, currentRevision: a, updateRevision: a}\n", RolloutEvent.Restart);
        Assert.Equal((RolloutPlan.Shown, 1801, true), (plan.Steps.Length, plan.Omitted, plan.Ends));
        Assert.Equal(2000, plan.Steps[^1].Step);
    }

    [Theory]
    [InlineData("replicas: -3", "", "the counts are negative, or larger than any cluster")]
    [InlineData("replicas: 2147483647", "", "the counts are negative, or larger than any cluster")]
    [InlineData("replicas: 4, strategy: {rollingUpdate: {maxSurge: lots}}", "", "maxSurge, maxUnavailable or partition is neither a number of Pods nor a percentage")]
    [InlineData("replicas: four", "", "the object cannot be read: unrecognized type: int32")]
    [InlineData("replicas: 4", "replicas: -1", "the counts are negative, or larger than any cluster")]
    public void Says_what_it_cannot_count_with(string spec, string status, string problem) =>
        Assert.Equal(problem, RolloutWorkload.Read(Parse(Deployment(spec, status))).Problem);

    [Fact]
    public void Draws_the_states_it_goes_through() => Assert.StartsWith(
        "stateDiagram-v2\n    [*] --> Updating : restart\n    Updating --> ", Plan(Deployment("replicas: 4", Complete), RolloutEvent.Restart).Mermaid(), StringComparison.Ordinal);

    [Fact]
    public void Tells_a_restart_from_an_edit_and_from_going_back()
    {
        var (before, edited) = (Parse(Templated("web:2", "")), Parse(Templated("web:3", "")));
        var keeper = Parse("""
            apiVersion: apps/v1
            kind: ReplicaSet
            metadata: {name: web-1, annotations: {deployment.kubernetes.io/revision: '1'}, ownerReferences: [{kind: Deployment, name: web, controller: true}]}
            spec: {template: {metadata: {labels: {pod-template-hash: x}}, spec: {containers: [{image: 'web:3', name: web}]}}}
            """);
        Assert.Equal<RolloutEvent>([RolloutEvent.Edit], EventRecognition.Of(before, edited, []));
        Assert.Equal<RolloutEvent>([RolloutEvent.Undo], EventRecognition.Of(before, edited, [keeper]));
        Assert.Equal<RolloutEvent>([RolloutEvent.Restart], EventRecognition.Of(before, Parse(Templated("web:2", "metadata: {annotations: {kubectl.kubernetes.io/restartedAt: now}}, ")), []));
        Assert.Empty(EventRecognition.Of(before, before, [keeper]));
    }

    private static string Templated(string image, string metadata) =>
        $"apiVersion: apps/v1\nkind: Deployment\nmetadata: {{name: web}}\nspec: {{template: {{{metadata}spec: {{containers: [{{name: web, image: '{image}'}}]}}}}}}\n";

    private static string Deployment(string spec, string status) =>
        $"apiVersion: apps/v1\nkind: Deployment\nmetadata: {{name: web, generation: 1}}\nspec: {{{spec}}}\nstatus: {{{status}}}\n";

    private static RolloutPlan Plan(string yaml, RolloutEvent? @event, long replicas = 0) => RolloutPlan.Of(RolloutWorkload.Read(Parse(yaml)).Workload!, @event, replicas);

    private static Manifest Parse(string yaml) => Assert.Single(ManifestReader.Read(Encoding.UTF8.GetBytes(yaml), "x.yaml").Manifests);
}
