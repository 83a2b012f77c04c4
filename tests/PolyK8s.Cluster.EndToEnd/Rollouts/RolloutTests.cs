namespace PolyK8s.Cluster.EndToEnd.Rollouts;

/// <summary>Real rollouts by the real controllers. Every step that a watch shows is in our tables, and every word is kubectl's.</summary>
[Collection(EndToEnd.Name)]
public sealed class RolloutTests(RolloutScenes scenes) : IClassFixture<RolloutScenes>
{
    [Fact]
    public Task Follows_an_update_that_is_scaled_in_the_middle() => scenes.Of(DeploymentScenes.UpdateAndScale);

    [Fact]
    public Task Restarts_and_undoes_and_follows_each_to_its_end() => scenes.Of(DeploymentScenes.RestartAndUndo);

    [Fact]
    public Task Pauses_and_resumes_with_the_words_of_kubectl() => scenes.Of(DeploymentScenes.PauseAndResume);

    [Fact]
    public Task Sees_a_deadline_pass_and_a_recovery() => scenes.Of(DeploymentScenes.DeadlineAndRecovery);

    [Fact]
    public Task Refuses_a_rogue_status_where_rules_are_enforced_and_no_status_of_a_controller() => scenes.Of(HinderedScenes.RogueRefused);

    [Fact]
    public Task Lets_a_rogue_status_pass_where_they_are_not() => scenes.Of(HinderedScenes.RogueAudited);

    [Fact]
    public Task Says_that_a_quota_keeps_a_rollout_from_its_end() => scenes.Of(HinderedScenes.Quota);

    [Fact]
    public Task Follows_a_stateful_set_in_order_and_down_to_its_partition() => scenes.Of(OtherScenes.StatefulSet);

    [Fact]
    public Task Follows_a_daemon_set() => scenes.Of(OtherScenes.DaemonSet);

    [Fact]
    public Task Follows_a_job_that_succeeds_and_one_that_fails() => scenes.Of(OtherScenes.Jobs);

    [Fact]
    public Task Sees_a_claim_bound_by_hand() => scenes.Of(OtherScenes.Claim);
}
