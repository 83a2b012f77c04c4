using System.Text.Json;

namespace PolyK8s.Cli.Tests;

/// <summary><c>escalate</c>, as people and programs see it.</summary>
public sealed class EscalateCommandTests
{
    private const string State = """
        {apiVersion: v1, kind: ServiceAccount, metadata: {name: operator, namespace: shop}}
        ---
        apiVersion: rbac.authorization.k8s.io/v1
        kind: Role
        metadata: {name: dev, namespace: shop}
        rules: [{apiGroups: [""], resources: [pods], verbs: [create]}]
        ---
        apiVersion: rbac.authorization.k8s.io/v1
        kind: RoleBinding
        metadata: {name: devs, namespace: shop}
        roleRef: {apiGroup: rbac.authorization.k8s.io, kind: Role, name: dev}
        subjects: [{kind: User, name: alice}]
        ---
        apiVersion: rbac.authorization.k8s.io/v1
        kind: ClusterRole
        metadata: {name: operator}
        rules: [{apiGroups: [rbac.authorization.k8s.io], resources: [clusterroles, clusterrolebindings], verbs: [bind, create]}]
        ---
        apiVersion: rbac.authorization.k8s.io/v1
        kind: ClusterRoleBinding
        metadata: {name: operator}
        roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: operator}
        subjects: [{kind: ServiceAccount, name: operator, namespace: shop}]
        """;

    [Fact]
    public async Task Shows_the_shortest_way_with_bindings_and_cuts()
    {
        using var run = new CliRun().With("state/rbac.yaml", State);
        Assert.Equal(ExitCodes.Findings, await run.RunAsync("escalate", "--as", "alice", "--state", "@/state"));
        Assert.Equal(
            """
            yes: User `alice` reaches cluster-admin in 2 hops
            1. User `alice` -> ServiceAccount `shop/operator`: create a Pod that runs as it, in namespace `shop`
               by:  RoleBinding `shop/devs` binds User `alice` to Role `shop/dev`, whose rule 1 allows it: `create` on `pods`
               cut: remove User `alice` from RoleBinding `shop/devs`
            2. ServiceAccount `shop/operator` -> cluster-admin: bind ClusterRole `cluster-admin` to oneself
               by:  ClusterRoleBinding `operator` binds ServiceAccount `shop/operator` to ClusterRole `operator`, whose rule 1 allows it: `bind,create` on `clusterroles,clusterrolebindings` of `rbac.authorization.k8s.io`
               cut: remove ServiceAccount `shop/operator` from ClusterRoleBinding `operator`
            can act as 2: ServiceAccount `shop/operator`, cluster-admin

            """,
            run.Out);
    }

    [Fact]
    public async Task Answers_as_json()
    {
        using var run = new CliRun().With("state/rbac.yaml", State);
        Assert.Equal(ExitCodes.Findings, await run.RunAsync("escalate", "--as", "alice", "--to", "shop/operator", "--state", "@/state", "-o", "json"));
        using var json = JsonDocument.Parse(run.Out);
        var hop = Assert.Single(json.RootElement.GetProperty("hops").EnumerateArray());
        Assert.Equal("run", hop.GetProperty("means").GetString());
        Assert.Equal("devs", hop.GetProperty("by")[0].GetProperty("binding").GetProperty("name").GetString());
        Assert.True(json.RootElement.GetProperty("reached").GetBoolean());
    }

    [Theory]
    [InlineData("--as bob", 0, "no: User `bob` does not reach cluster-admin\n")]
    [InlineData("--as system:serviceaccount:shop:operator --to alice", 1, "yes: ServiceAccount `shop/operator` reaches User `alice` in 2 hops\n")]
    [InlineData("--as root --as-group system:masters", 1, "yes: User `root` reaches cluster-admin in 1 hop\n")]
    [InlineData("--as alice --to other/bot", 0, "no: User `alice` does not reach ServiceAccount `other/bot`\n")]
    public async Task Answers_by_the_exit_code(string question, int code, string line)
    {
        using var run = new CliRun().With("state/rbac.yaml", State);
        Assert.Equal(code, await run.RunAsync([.. $"escalate {question} --state @/state".Split(' ')]));
        Assert.StartsWith(line, run.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Answers_about_a_role_of_many_thousand_rules()
    {
        using var run = new CliRun().With("state/rbac.yaml", State).With("state/huge.yaml", Huge(30_000));
        Assert.Equal((ExitCodes.Clean, ""), (await run.RunAsync("escalate", "--as", "hugo", "--state", "@/state"), string.Concat(run.Errors)));
        Assert.DoesNotContain("note: ", run.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Refuses_a_role_of_100_000_rules_in_one_line()
    {
        using var run = new CliRun().With("state/huge.yaml", Huge(100_000));
        Assert.Equal(ExitCodes.Usage, await run.RunAsync("escalate", "--as", "hugo", "--state", "@/state"));
        Assert.StartsWith("poly-k8s: @/state/huge.yaml:1:1: is larger than 3", Assert.Single(run.Errors), StringComparison.Ordinal);
    }

    private static string Huge(int rules) =>
        "apiVersion: rbac.authorization.k8s.io/v1\nkind: ClusterRole\nmetadata: {name: huge}\nrules:\n"
        + string.Join('\n', Enumerable.Range(0, rules).Select(i => $"- {{apiGroups: [''], resources: [r{i}], resourceNames: [n{i}], verbs: [get]}}"))
        + "\n---\napiVersion: rbac.authorization.k8s.io/v1\nkind: ClusterRoleBinding\nmetadata: {name: huge}\nroleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: huge}\nsubjects: [{kind: User, name: hugo}]\n";

    [Theory]
    [InlineData("escalate", "nobody is named; give `--as USER`")]
    [InlineData("escalate --as a --to sa:x", "`sa:x` names a service account without its namespace; use a user name, `NAMESPACE/NAME` or `serviceaccount:NAMESPACE/NAME` for a service account, `group:NAME` for a group")]
    [InlineData("escalate --as a", "the cluster is not known; give its objects with `--state DIR`, or `--live` to read them")]
    public async Task Says_what_is_wrong(string line, string complaint)
    {
        using var run = new CliRun();
        Assert.Equal(ExitCodes.Usage, await run.RunAsync(line.Split(' ')));
        Assert.Contains($"poly-k8s: {complaint}", run.Errors);
    }
}
