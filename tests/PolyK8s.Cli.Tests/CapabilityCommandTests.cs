using System.Text.Json;

namespace PolyK8s.Cli.Tests;

/// <summary><c>can</c>, <c>covers</c> and <c>capabilities</c>, as people and programs see them.</summary>
public sealed class CapabilityCommandTests
{
    private const string State = """
        apiVersion: rbac.authorization.k8s.io/v1
        kind: Role
        metadata: {name: dev, namespace: shop}
        rules:
        - {apiGroups: [""], resources: [pods, pods/log], verbs: [get, list]}
        - {apiGroups: [""], resources: [secrets], resourceNames: [db], verbs: [get]}
        ---
        apiVersion: rbac.authorization.k8s.io/v1
        kind: RoleBinding
        metadata: {name: devs, namespace: shop}
        roleRef: {apiGroup: rbac.authorization.k8s.io, kind: Role, name: dev}
        subjects: [{kind: User, name: alice}, {kind: Group, name: devs}, {kind: ServiceAccount, name: bot}]
        ---
        apiVersion: rbac.authorization.k8s.io/v1
        kind: RoleBinding
        metadata: {name: gone, namespace: shop}
        roleRef: {apiGroup: rbac.authorization.k8s.io, kind: Role, name: no-such}
        subjects: [{kind: User, name: alice}]
        ---
        apiVersion: rbac.authorization.k8s.io/v1
        kind: ClusterRole
        metadata: {name: health}
        rules: [{nonResourceURLs: [/healthz*], verbs: [get]}]
        ---
        apiVersion: rbac.authorization.k8s.io/v1
        kind: ClusterRoleBinding
        metadata: {name: health}
        roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: health}
        subjects: [{kind: Group, name: "system:authenticated"}]
        """;

    [Theory]
    [InlineData("--as alice get pods -n shop", true)]
    [InlineData("--as alice get pods/log web -n shop", true)]
    [InlineData("--as alice get pods/exec -n shop", false)]
    [InlineData("--as alice get pods -n other", false)]
    [InlineData("--as alice get pods -A", false)]
    [InlineData("--as alice GET pods -n shop", false)]
    [InlineData("--as alice get secrets db -n shop", true)]
    [InlineData("--as alice get secrets -n shop", false)]
    [InlineData("--as bob --as-group devs list pods -n shop", true)]
    [InlineData("--as-group devs list pods -n shop", true)]
    [InlineData("--as system:serviceaccount:shop:bot list pods -n shop", true)]
    [InlineData("--as shop/bot list pods -n shop", true)]
    [InlineData("--as serviceaccount:shop/bot list pods -n shop", true)]
    [InlineData("--as user:bot list pods -n shop", false)]
    [InlineData("--as group:devs list pods -n shop", true)]
    [InlineData("--as alice get /healthz/ready", true)]
    [InlineData("--as alice get /metrics", false)]
    [InlineData("--as system:anonymous get /healthz", false)]
    [InlineData("--as root --as-group system:masters delete nodes", true)]
    public async Task Answers_by_the_exit_code(string question, bool allowed)
    {
        using var run = new CliRun().With("state/rbac.yaml", State);
        Assert.Equal(allowed ? ExitCodes.Clean : ExitCodes.Findings, await run.RunAsync([.. $"can {question} --state @/state".Split(' ')]));
        Assert.StartsWith(allowed ? "yes: " : "no: ", run.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Names_the_binding_the_role_and_the_rule()
    {
        using var run = new CliRun().With("state/rbac.yaml", State);
        await run.RunAsync("can", "--as", "alice", "get", "secrets", "db", "-n", "shop", "--state", "@/state");
        Assert.Equal(
            "yes: `alice` may `get secrets` named `db` in namespace `shop`: RoleBinding `shop/devs` binds User `alice` to Role `shop/dev`, whose rule 2 allows it: `get` on `secrets` named `db`\n"
            + "note: RoleBinding `shop/gone` refers to Role `no-such`, which does not exist: it gives nothing\n",
            run.Out);
    }

    [Theory]
    [InlineData("get pod", "note: no resource `pod` is known; rules name resources by their plural in lower case, with their group if it is not the core one: did you mean `pods`?")]
    [InlineData("get Deployment", "note: no resource `Deployment` is known; rules name resources by their plural in lower case, with their group if it is not the core one: did you mean `deployments`?")]
    [InlineData("get po", "note: no resource `po` is known; rules name resources by their plural in lower case, with their group if it is not the core one")]
    [InlineData("get pods.apps", "note: Kubernetes serves `pods` in the core group, not in group `apps`")]
    [InlineData("get deployments.batch/scale", "note: Kubernetes serves `deployments` in group `apps`, not in group `batch`")]
    [InlineData("get pods", null)]
    [InlineData("get deployments", null)]
    [InlineData("get events.events.k8s.io", null)]
    [InlineData("get ingresses.extensions", null)]
    [InlineData("get *", null)]
    [InlineData("impersonate users", null)]
    [InlineData("impersonate userextras.authentication.k8s.io/scopes", null)]
    [InlineData("get widgets.example.com", null)]
    public async Task Notes_a_resource_that_nobody_serves(string question, string? note)
    {
        using var run = new CliRun().With("state/rbac.yaml", State);
        await run.RunAsync([.. $"can --as carol {question} --state @/state".Split(' ')]);
        Assert.Equal(note, run.Out.TrimEnd('\n').Split('\n').ElementAtOrDefault(1));
    }

    [Fact]
    public async Task Says_of_masters_that_they_need_no_role()
    {
        using var run = new CliRun().With("state/rbac.yaml", State.Replace("system:authenticated", "others", StringComparison.Ordinal));
        await run.RunAsync("capabilities", "group:system:masters", "--state", "@/state");
        Assert.Equal("no role gives Group `system:masters` anything\nnote: members of `system:masters` may do everything, whatever RBAC says\n", run.Out);
    }

    [Fact]
    public async Task Answers_as_json()
    {
        using var run = new CliRun().With("state/rbac.yaml", State);
        await run.RunAsync("can", "--as", "bob", "--as-group", "devs", "list", "pods", "-n", "shop", "--state", "@/state", "-o", "json");
        using var json = JsonDocument.Parse(run.Out);
        Assert.True(json.RootElement.GetProperty("allowed").GetBoolean());
        Assert.Equal("""{"kind":"Group","name":"devs"}""", JsonSerializer.Serialize(json.RootElement.GetProperty("by").GetProperty("subject")));
        Assert.Equal(0, json.RootElement.GetProperty("by").GetProperty("ruleIndex").GetInt32());
    }

    [Fact]
    public async Task Lists_what_is_not_covered_permission_by_permission()
    {
        using var run = new CliRun()
            .With("owner.yaml", "kind: Role\nrules: [{apiGroups: [''], resources: [pods], verbs: [get]}]")
            .With("servant.json", """[{"apiGroups":[""],"resources":["pods","pods/log"],"verbs":["get"],"resourceNames":["a","b"]},{"nonResourceURLs":["/x"],"verbs":["get"]}]""");
        Assert.Equal(ExitCodes.Findings, await run.RunAsync("covers", "--owner", "@/owner.yaml", "--servant", "@/servant.json", "-o", "json"));
        using var json = JsonDocument.Parse(run.Out);
        Assert.Equal(
            """{"covered":false,"uncovered":[{"apiGroups":[""],"resources":["pods/log"],"resourceNames":["a"],"verbs":["get"]},{"apiGroups":[""],"resources":["pods/log"],"resourceNames":["b"],"verbs":["get"]},{"nonResourceURLs":["/x"],"verbs":["get"]}]}""",
            JsonSerializer.Serialize(json.RootElement));
        Assert.Equal(ExitCodes.Clean, await run.RunAsync("covers", "--owner", "@/owner.yaml", "--servant", "@/owner.yaml"));
    }

    [Fact]
    public async Task Prints_what_somebody_may_do()
    {
        using var run = new CliRun().With("state/rbac.yaml", State);
        Assert.Equal(ExitCodes.Clean, await run.RunAsync("capabilities", "shop/bot", "--state", "@/state"));
        Assert.Equal(
            """
            SCOPE           CLASS  ALLOWS                     EFFECTS      GIVEN BY
            cluster         Read   get on /healthz*           -            ClusterRoleBinding health, ClusterRole health
            namespace shop  Read   get,list on pods,pods/log  -            RoleBinding shop/devs, Role shop/dev
            namespace shop  Read   get on secrets named db    secret-read  RoleBinding shop/devs, Role shop/dev

            """.Replace("\r\n", "\n", StringComparison.Ordinal),
            run.Out);
    }

    [Theory]
    [InlineData("can --as a", "no question is asked; use `VERB RESOURCE[.GROUP][/SUBRESOURCE] [NAME]` or `VERB /PATH`")]
    [InlineData("can --as a get", "`get` what? use `VERB RESOURCE[.GROUP][/SUBRESOURCE] [NAME]` or `VERB /PATH`")]
    [InlineData("can get pods", "nobody is named; give `--as USER`")]
    [InlineData("can --as a get /x y", "a path has no name, but `y` follows; use `VERB RESOURCE[.GROUP][/SUBRESOURCE] [NAME]` or `VERB /PATH`")]
    [InlineData("can --as a get pods", "the cluster is not known; give its objects with `--state DIR`, or `--live` to read them")]
    [InlineData("capabilities serviceaccount:x", "`serviceaccount:x` names a service account without its namespace; use a user name, `NAMESPACE/NAME` or `serviceaccount:NAMESPACE/NAME` for a service account, `group:NAME` for a group")]
    [InlineData("covers --owner @/empty.yaml --servant @/empty.yaml", "@/empty.yaml:1:10: rules[0].verbs: is empty; a rule without verbs allows nothing, and the API server refuses it")]
    [InlineData("covers --owner @/huge.yaml --servant @/huge.yaml", "the servant's lists multiply to 1000000000000 permissions, too many to compare one by one with 1 rules; split the role, or use `*` where every value is meant")]
    public async Task Says_what_is_wrong(string line, string complaint)
    {
        var words = string.Join(',', Enumerable.Range(0, 1000).Select(i => $"w{i}"));
        var names = string.Join(',', Enumerable.Range(0, 1000).Select(i => $"n{i}"));
        using var run = new CliRun()
            .With("empty.yaml", "{rules: [{apiGroups: [''], resources: [pods], verbs: []}]}")
            .With("huge.yaml", $"[{{apiGroups: [{words}], resources: [{words}], resourceNames: [{names}], verbs: [{words}]}}]");
        Assert.Equal(ExitCodes.Usage, await run.RunAsync(line.Split(' ')));
        Assert.Contains($"poly-k8s: {complaint}", run.Errors);
    }
}
