namespace PolyK8s.Engine.Tests.Lifecycles;

/// <summary>The state of Pods, from what their containers do.</summary>
public sealed class PodStateTests
{
    [Theory]
    [InlineData("never seen", "", "", "", "NotObserved")]
    [InlineData("main waits", "", "{name: m, state: {waiting: {reason: ContainerCreating}}}", "", "Pending")]
    [InlineData("main runs", "", "{name: m, state: {running: {}}}", "", "Running")]
    [InlineData("main runs and is ready", "", "{name: m, state: {running: {}}}", "{type: Ready, status: 'True'}", "Ready")]
    [InlineData("main ended well and restarts", "", "{name: m, state: {terminated: {exitCode: 0}}}", "", "Running")]
    [InlineData("main crashes again and again", "", "{name: m, state: {waiting: {reason: CrashLoopBackOff}}, lastState: {terminated: {exitCode: 1}}}", "", "CrashLooping")]
    [InlineData("init runs", "{name: i, state: {running: {}}}", "{name: m, state: {waiting: {reason: PodInitializing}}}", "", "Pending")]
    [InlineData("init crashes and is restarted", "{name: i, state: {waiting: {reason: CrashLoopBackOff}}, lastState: {terminated: {exitCode: 1}}}", "{name: m, state: {waiting: {reason: PodInitializing}}}", "", "CrashLooping")]
    [InlineData("status is written by somebody who is not the kubelet", "", "{name: other, state: {running: {}}}", "", "Pending")]
    public void Restarts_always(string situation, string inits, string mains, string conditions, string state) =>
        Assert.Equal((situation, state), (situation, Objects.State(Pod("Always", "", inits, mains, conditions)).State));

    [Theory]
    [InlineData("Never", "{terminated: {exitCode: 0}}", "Succeeded")]
    [InlineData("Never", "{terminated: {exitCode: 3}}", "Failed")]
    [InlineData("OnFailure", "{terminated: {exitCode: 0}}", "Succeeded")]
    [InlineData("OnFailure", "{terminated: {exitCode: 3}}", "Running")]
    public void Ends_by_its_policy(string policy, string state, string expected) =>
        Assert.Equal(expected, Objects.State(Pod(policy, "", "", $"{{name: m, state: {state}}}", "")).State);

    [Fact]
    public void A_failed_init_container_fails_a_pod_that_never_restarts() =>
        Assert.Equal("Failed", Objects.State(Pod("Never", "", "{name: i, state: {terminated: {exitCode: 1}}}", "{name: m, state: {waiting: {reason: PodInitializing}}}", "")).State);

    [Theory]
    [InlineData("{running: {}}", "Running")]
    [InlineData("{terminated: {exitCode: 0}}", "Succeeded")]
    public void A_sidecar_that_runs_keeps_a_pod_that_is_done_running(string sidecar, string expected) => Assert.Equal(
        expected,
        Objects.State(Pod("Never", ", restartPolicy: Always", $"{{name: i, started: true, state: {sidecar}}}", "{name: m, state: {terminated: {exitCode: 0}}}", "{type: Initialized, status: 'True'}")).State);

    [Fact]
    public void A_sidecar_that_has_not_started_holds_the_pod_back() => Assert.Equal(
        "Pending",
        Objects.State(Pod("Never", ", restartPolicy: Always", "{name: i, started: false, state: {running: {}}}", "{name: m, state: {waiting: {reason: PodInitializing}}}", "")).State);

    [Fact]
    public void A_container_with_a_rule_for_its_exit_code_restarts() => Assert.Equal(
        "Running",
        Objects.State("""
            apiVersion: v1
            kind: Pod
            metadata: {name: x}
            spec:
              restartPolicy: Never
              containers: [{name: m, restartPolicy: Never, restartPolicyRules: [{action: Restart, exitCodes: {operator: In, values: [42]}}]}]
            status: {phase: Running, containerStatuses: [{name: m, state: {terminated: {exitCode: 42}}}]}
            """).State);

    [Theory]
    [InlineData("Evicted", "Failed", "Evicted")]
    [InlineData("", "Failed", "PodFailed")]
    public void A_phase_that_is_final_stays(string reason, string state, string told)
    {
        var said = Objects.State($"apiVersion: v1\nkind: Pod\nmetadata: {{name: x}}\nspec: {{containers: [{{name: m}}]}}\nstatus: {{phase: Failed, reason: '{reason}', containerStatuses: [{{name: m, state: {{running: {{}}}}}}]}}\n");
        Assert.Equal((state, told), (said.State, said.Reason));
    }

    [Fact]
    public void Names_the_container_that_failed() => Assert.Equal(
        "container \"m\" failed with exit code 3",
        Objects.State(Pod("Never", "", "", "{name: m, state: {terminated: {exitCode: 3}}}", "")).Message);

    private static string Pod(string policy, string initMore, string inits, string mains, string conditions) => $$"""
        apiVersion: v1
        kind: Pod
        metadata: {name: x}
        spec:
          restartPolicy: {{policy}}
          initContainers: [{{(inits.Length == 0 ? "" : $"{{name: i{initMore}}}")}}]
          containers: [{name: m}]
        status:
          initContainerStatuses: [{{inits}}]
          containerStatuses: [{{mains}}]
          conditions: [{{conditions}}]
        """;
}
