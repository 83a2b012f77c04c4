using System.Text.Json;

namespace PolyK8s.Mcp.Tests;

/// <summary><c>analyze_rbac</c>, asked by a real client.</summary>
public sealed class AnalyzeRbacTests : IAsyncLifetime
{
    private const string State = """
        {apiVersion: v1, kind: ServiceAccount, metadata: {name: op, namespace: shop}}
        ---
        {apiVersion: rbac.authorization.k8s.io/v1, kind: Role, metadata: {name: dev, namespace: shop}, rules: [{apiGroups: [""], resources: [pods], verbs: [create]}]}
        ---
        {apiVersion: rbac.authorization.k8s.io/v1, kind: RoleBinding, metadata: {name: devs, namespace: shop}, roleRef: {apiGroup: rbac.authorization.k8s.io, kind: Role, name: dev}, subjects: [{kind: User, name: alice}, {kind: Group, name: devs}]}
        """;

    private Server _server = null!;

    public async Task InitializeAsync() => _server = await Server.Start();

    public async Task DisposeAsync() => await _server.DisposeAsync();

    [Fact]
    public async Task Says_whether_somebody_may()
    {
        var answer = (await Ask(new() { ["question"] = "can", ["user"] = "bob", ["groups"] = new[] { "devs" }, ["verb"] = "create", ["resource"] = "pods", ["namespace"] = "shop" })).Data();
        Assert.True(answer.GetProperty("can").GetProperty("allowed").GetBoolean());
        Assert.Equal("devs", answer.GetProperty("can").GetProperty("by").GetProperty("binding").GetProperty("name").GetString());
    }

    [Fact]
    public async Task Lists_what_somebody_may_do()
    {
        var answer = (await Ask(new() { ["question"] = "capabilities", ["user"] = "alice" })).Data();
        Assert.Equal("workload-create", Assert.Single(answer.GetProperty("capabilities").GetProperty("capabilities").EnumerateArray()).GetProperty("effects")[0].GetString());
    }

    [Fact]
    public async Task Shows_the_way_to_somebody()
    {
        var result = await Ask(new() { ["question"] = "escalation", ["user"] = "alice", ["to"] = "shop/op" });
        Assert.True(result.Data().GetProperty("escalation").GetProperty("reached").GetBoolean());
        Assert.Equal("run", Assert.Single(result.Data().GetProperty("escalation").GetProperty("hops").EnumerateArray()).GetProperty("means").GetString());
        Assert.StartsWith("yes: ", result.Text(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"question":"can","user":"alice"}""", "`verb` is missing: `can` asks about one request")]
    [InlineData("""{"question":"can","user":"alice","verb":"get"}""", "`resource` is missing: `can` asks about one request")]
    [InlineData("""{"question":"escalation","user":"alice","to":"sa:x"}""", "`sa:x` names a service account without its namespace; use a user name, `NAMESPACE/NAME` or `serviceaccount:NAMESPACE/NAME` for a service account, `group:NAME` for a group")]
    [InlineData("""{"question":"why","user":"alice"}""", "`question` is `why`; accepted: can, capabilities, escalation")]
    public async Task Says_what_is_wrong(string arguments, string line)
    {
        var given = JsonSerializer.Deserialize<Dictionary<string, object?>>(arguments)!;
        Assert.Equal(line, (await Ask(given)).Refusal());
    }

    [Fact]
    public async Task Knows_no_cluster_that_was_not_given() =>
        Assert.Equal("the cluster is not known; give its objects as `state`", (await _server.Call("analyze_rbac", """{"question":"capabilities","user":"alice"}""")).Refusal());

    private Task<ModelContextProtocol.Protocol.CallToolResult> Ask(Dictionary<string, object?> arguments)
    {
        arguments["state"] = State;
        return _server.Call("analyze_rbac", arguments);
    }
}
