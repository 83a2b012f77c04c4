using PolyK8s.Engine;

namespace PolyK8s.Mcp.Tests;

/// <summary>What analyze_network answers.</summary>
public sealed class AnalyzeNetworkTests : IAsyncLifetime
{
    private const string Pods = """
        {apiVersion: v1, kind: Pod, metadata: {namespace: shop, name: web, labels: {app: web}}, spec: {containers: [{name: c}]}}
        ---
        {apiVersion: v1, kind: Pod, metadata: {namespace: shop, name: db, labels: {app: db}}, spec: {containers: [{name: c}]}}

        """;

    private const string Policy = """
        ---
        {apiVersion: networking.k8s.io/v1, kind: NetworkPolicy, metadata: {namespace: shop, name: db}, spec: {podSelector: {matchLabels: {app: db}}, ingress: [{from: [{podSelector: {matchLabels: {app: web}}}], ports: [{port: 5432}]}]}}
        """;

    private Server _server = null!;

    public async Task InitializeAsync() => _server = await Server.Start();

    public async Task DisposeAsync() => await _server.DisposeAsync();

    [Fact]
    public async Task Says_whether_one_flow_gets_through_and_why()
    {
        var allowed = (await Ask(new() { ["from"] = "shop/web", ["to"] = "shop/db", ["port"] = "5432" })).Data();
        Assert.Equal("Allowed", allowed.GetProperty("verdict").GetString());
        Assert.Contains("`NetworkPolicy shop/db` `spec.ingress[0]` allows ingress of `shop/db`", allowed.GetProperty("flows")[0].GetProperty("why").GetString(), StringComparison.Ordinal);
        Assert.Equal("Denied", (await Ask(new() { ["from"] = "shop/web", ["to"] = "shop/db", ["port"] = "80" })).Data().GetProperty("verdict").GetString());
    }

    [Fact]
    public async Task Lists_the_flows_between_all_pods()
    {
        var flows = (await Ask([])).Data().GetProperty("flows").EnumerateArray().Select(f => $"{f.GetProperty("from")} {f.GetProperty("to")} {f.GetProperty("ports")} {f.GetProperty("verdict")}");
        Assert.Contains("shop/web shop/db TCP 5432 Allowed", flows);
        Assert.Contains("shop/db shop/web TCP; UDP; SCTP Allowed", flows);
    }

    [Fact]
    public async Task Lists_the_flows_a_change_loses()
    {
        var answer = (await Ask(new() { ["old"] = Pods })).Data();
        Assert.Equal(["shop/web shop/db TCP 1-5431,5433-65535; UDP; SCTP Lost"], answer.GetProperty("flows").EnumerateArray().Select(f => $"{f.GetProperty("from")} {f.GetProperty("to")} {f.GetProperty("ports")} {f.GetProperty("verdict")}"));
    }

    [Theory]
    [InlineData("from", "shop/wb", "there is no pod, workload or Service `shop/wb`; did you mean `shop/db`?")]
    [InlineData("from", "10.0.0.0/33", "`10.0.0.0/33` is no CIDR block: `33` is no prefix length of its address")]
    [InlineData("old", "", "`old` is empty")]
    [InlineData("port", "70000", "`70000` is no port; use a number from 1 to 65535, or the name of a port")]
    [InlineData("protocol", "ICMP", "`protocol` is `ICMP`; the nearest is `TCP`; accepted: TCP, UDP, SCTP")]
    public async Task Refuses_what_it_cannot_answer_in_one_line(string argument, string value, string line)
    {
        var result = await Ask(new() { [argument] = value });
        Assert.True(result.IsError);
        Assert.Equal(line, result.Text());
    }

    [Theory]
    [InlineData("spec: {podSelector: {}, ingress: [{ports: [{port: 0}]}]}", "manifests:1:145: NetworkPolicy shop/p: spec.ingress[0].ports[0].port: Invalid value: 0: must be between 1 and 65535, inclusive")]
    [InlineData("spec: {podSelector: 3}", "manifests:1:115: NetworkPolicy shop/p: spec.podSelector: cannot unmarshal number `3` into a field of type LabelSelector")]
    public async Task Refuses_policies_that_the_api_server_would_refuse(string spec, string line)
    {
        var policy = $"{{apiVersion: networking.k8s.io/v1, kind: NetworkPolicy, metadata: {{namespace: shop, name: p}}, {spec}}}";
        foreach (var argument in new[] { "manifests", "old" })
        {
            var result = await _server.Call("analyze_network", new Dictionary<string, object?> { ["manifests"] = Pods, [argument] = policy });
            Assert.True(result.IsError);
            Assert.Equal(line.Replace("manifests", argument, StringComparison.Ordinal), result.Text());
        }
    }

    [Fact]
    public async Task Notes_what_is_given_twice_and_what_is_not_looked_at()
    {
        var twice = Pods + "---\n" + Pods + "---\n{apiVersion: networking.k8s.io/v1, kind: NetworkPolicy, metadata: {namespace: shop, name: p}, spec: {podSelector: {}, ingres: []}}\n";
        var notes = (await _server.Call("analyze_network", new Dictionary<string, object?> { ["manifests"] = twice })).Data().GetProperty("notes").EnumerateArray().Select(n => n.GetString()!).ToList();
        Assert.Contains(notes, n => n.EndsWith("Pod shop/web is given more than once; the last one counts", StringComparison.Ordinal));
        Assert.Contains(notes, n => n.EndsWith("unknown field `spec.ingres` is not looked at; did you mean `ingress`?", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Cuts_a_long_answer_and_says_how_much_is_missing()
    {
        var pods = string.Join("\n---\n", Enumerable.Range(0, 20).Select(i => $"{{apiVersion: v1, kind: Pod, metadata: {{namespace: many, name: p{i}}}, spec: {{}}}}"));
        var answer = (await _server.Call("analyze_network", new Dictionary<string, object?> { ["manifests"] = pods })).Data();
        Assert.Equal((200, 200), (answer.GetProperty("flows").GetArrayLength(), answer.GetProperty("omitted").GetInt32()));
    }

    [Fact]
    public async Task Looks_at_the_cluster_the_server_sees()
    {
        var view = ClusterView.Of(Engine.Manifests.ManifestReader.Read(System.Text.Encoding.UTF8.GetBytes(Pods), "").Manifests);
        await using var server = await Server.Start(new(), new Fixed(new(view, Policies.Strict)));
        Assert.Equal(4, (await server.Call("analyze_network", "{}")).Data().GetProperty("flows").GetArrayLength());
    }

    private Task<ModelContextProtocol.Protocol.CallToolResult> Ask(Dictionary<string, object?> arguments) =>
        _server.Call("analyze_network", new Dictionary<string, object?>(arguments) { ["manifests"] = Pods + Policy });
}
