using System.Text.Json.Nodes;
using PolyK8s.Fixtures;

namespace PolyK8s.Cli.Tests;

/// <summary><c>poly-k8s rollout status|history|plan</c>, from files.</summary>
public sealed class RolloutCommandTests
{
    private const string Web = """
        apiVersion: apps/v1
        kind: Deployment
        metadata: {name: web, namespace: default, uid: u1, generation: 2}
        spec:
          replicas: 3
          template: {metadata: {labels: {app: web}}, spec: {containers: [{name: web, image: "web:2"}]}}
        status: {observedGeneration: 2, replicas: 3, updatedReplicas: 3, readyReplicas: 3, availableReplicas: 3, conditions: [{type: Progressing, status: "True", reason: NewReplicaSetAvailable}]}
        ---
        apiVersion: apps/v1
        kind: ReplicaSet
        metadata: {name: web-2, namespace: default, annotations: {deployment.kubernetes.io/revision: "2", kubernetes.io/change-cause: newer}, ownerReferences: [{kind: Deployment, name: web, uid: u1, controller: true}]}
        spec: {template: {metadata: {labels: {app: web, pod-template-hash: b}}, spec: {containers: [{name: web, image: "web:2"}]}}}
        ---
        apiVersion: apps/v1
        kind: ReplicaSet
        metadata: {name: web-1, namespace: default, annotations: {deployment.kubernetes.io/revision: "1"}, ownerReferences: [{kind: Deployment, name: web, uid: u1, controller: true}]}
        spec: {template: {metadata: {labels: {app: web, pod-template-hash: a}}, spec: {containers: [{name: web, image: "web:1"}]}}}
        """;

    [Fact]
    public async Task Says_what_a_rollout_is_doing()
    {
        using var run = new CliRun().With("web.yaml", Web);
        Assert.Equal(ExitCodes.Clean, await run.RunAsync("rollout", "status", "deploy/web", "--state", "@/web.yaml"));
        Assert.Equal("Available: 3 of 3 Pods available, 3 of 3 updated\nkubectl: deployment \"web\" successfully rolled out\n", run.Out);
    }

    [Fact]
    public async Task Lists_the_revisions_and_marks_the_one_that_runs()
    {
        using var run = new CliRun().With("web.yaml", Web);
        Assert.Equal(ExitCodes.Clean, await run.RunAsync("rollout", "history", "deployment.apps/web", "--state", "@/web.yaml"));
        Assert.Equal("REVISION  RUNS  KEPT BY  CHANGE-CAUSE\n1               web-1\n2         yes   web-2    newer\n", run.Out);
    }

    [Fact]
    public async Task Plans_a_restart_step_by_step()
    {
        using var run = new CliRun().With("web.yaml", Web);
        Assert.Equal(ExitCodes.Clean, await run.RunAsync("rollout", "plan", "deployment/web", "--event", "restart", "--state", "@/web.yaml"));
        Assert.Equal(
            """
            Deployment default/web, Available, restart
            STEP  BY          STATE      OLD  NEW  PODS  AVAILABLE
            0     start       Updating   3+0  0+0  3     3
            1     controller  Updating   3+0  0+1  4     3
            2     pods        Updating   3+0  1+0  4     4
            3     controller  Updating   2+0  1+0  3     3
            4     controller  Updating   2+0  1+1  4     3
            5     pods        Updating   2+0  2+0  4     4
            6     controller  Updating   1+0  2+0  3     3
            7     controller  Updating   1+0  2+1  4     3
            8     pods        Updating   1+0  3+0  4     4
            9     controller  Available  0+0  3+0  3     3
            never more than 4 Pods, never fewer than 3 available; it reaches its end

            """,
            run.Out);
    }

    [Fact]
    public async Task Writes_a_plan_as_json()
    {
        using var run = new CliRun().With("web.yaml", Web);
        Assert.Equal(ExitCodes.Clean, await run.RunAsync("rollout", "plan", "deployment/web", "--event", "undo", "--state", "@/web.yaml", "-o", "json"));
        var plan = JsonNode.Parse(run.Out)!;
        Assert.Equal(("poly-k8s/v1", "undo", "Available", true), ((string)plan["apiVersion"]!, (string)plan["event"]!, (string)plan["state"]!, (bool)plan["ends"]!));
        Assert.Equal("Available", (string)plan["steps"]!.AsArray()[^1]!["state"]!);
    }

    [Fact]
    public async Task Draws_what_the_real_parser_of_mermaid_reads()
    {
        var drawn = new List<(string, string)>();
        foreach (var options in new[] { "-n default", "--event restart", "--event undo", "--event edit", "--event pause", "--event resume", "--event scale --replicas 0", "--event scale --replicas 500" })
        {
            using var run = new CliRun().With("web.yaml", Web);
            await run.RunAsync(["rollout", "plan", "deployment/web", "--state", "@/web.yaml", "-o", "mermaid", .. options.Split(' ')]);
            drawn.Add(("mermaid-states", run.Out));
        }

        var problems = await DiagramParser.ProblemsAsync([.. drawn, ("mermaid-states", drawn[1].Item2 + "    Updating -->"), ("mermaid-states", "flowchart TD\n    a --> b\n")]);
        Assert.All(problems[..^2], problem => Assert.Equal("", problem));
        Assert.All(problems[^2..], problem => Assert.NotEqual("", problem));
    }

    [Theory]
    [InlineData("--event undo --to-revision 9", "refused: there is no such revision")]
    [InlineData("--event undo --to-revision 2", "refused: the revision runs already")]
    [InlineData("--event resume", "refused: it is not paused")]
    [InlineData("--event scale --replicas -1", "refused: `-1` is no number of replicas; from 0 to 536870912 are planned")]
    public async Task Says_what_would_be_refused(string options, string line)
    {
        using var run = new CliRun().With("web.yaml", Web);
        Assert.Equal(ExitCodes.Findings, await run.RunAsync(["rollout", "plan", "deployment/web", "--state", "@/web.yaml", .. options.Split(' ')]));
        Assert.Contains(line, run.Out, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("web --state @/web.yaml", "`web` names no workload; write `deployment/NAME`, `statefulset/NAME` or `daemonset/NAME`")]
    [InlineData("pod/web --state @/web.yaml", "`pod/web` names no workload; write `deployment/NAME`, `statefulset/NAME` or `daemonset/NAME`")]
    [InlineData("deployment/web", "the workload is not known; give its file with `--state FILE`, or `--live` to read it from the cluster")]
    [InlineData("deployment/other --state @/web.yaml", "there is no Deployment `other` in namespace `default` of what was given")]
    [InlineData("deployment/web --state @/web.yaml --event scale", "`--event scale` needs `--replicas N`")]
    [InlineData("deployment/web --state @/web.yaml --replicas 3", "`--replicas` goes with `--event scale`")]
    public async Task Names_a_mistake(string options, string line)
    {
        using var run = new CliRun().With("web.yaml", Web);
        Assert.Equal(ExitCodes.Usage, await run.RunAsync(["rollout", "plan", .. options.Split(' ')]));
        Assert.Equal($"poly-k8s: {line}", Assert.Single(run.Errors));
    }
}
