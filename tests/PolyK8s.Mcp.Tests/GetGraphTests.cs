using PolyK8s.Engine;
using PolyK8s.Engine.Manifests;

namespace PolyK8s.Mcp.Tests;

/// <summary>What get_graph answers.</summary>
public sealed class GetGraphTests : IAsyncLifetime
{
    private const string Shop = """
        apiVersion: v1
        kind: Service
        metadata: {name: web, namespace: shop}
        spec: {selector: {app: web}, ports: [{port: 80, targetPort: http}]}
        ---
        apiVersion: v1
        kind: Service
        metadata: {name: api, namespace: shop}
        spec: {selector: {app: api}, ports: [{port: 80}]}
        ---
        apiVersion: apps/v1
        kind: Deployment
        metadata: {name: web, namespace: shop}
        spec:
          template:
            metadata: {labels: {app: web}}
            spec:
              initContainers: [{name: wait, image: busybox, command: [nc, -z, api, '80']}]
              containers: [{name: web, image: web, envFrom: [{configMapRef: {name: gone}}]}]
        ---
        apiVersion: apps/v1
        kind: Deployment
        metadata: {name: api, namespace: shop}
        spec:
          template:
            metadata: {labels: {app: api}}
            spec: {containers: [{name: api, image: api}]}
        """;

    private Server _server = null!;

    public async Task InitializeAsync() => _server = await Server.Start();

    public async Task DisposeAsync() => await _server.DisposeAsync();

    [Fact]
    public async Task Shows_what_is_missing_first()
    {
        var answer = (await Ask("graph", Shop)).Data();
        Assert.Equal("ConfigMap shop/gone", answer.GetProperty("nodes")[0].GetProperty("object").GetString());
        var edge = answer.GetProperty("edges")[0];
        Assert.Equal(("Deployment.apps shop/web", "waits", true), (edge.GetProperty("from").GetString(), edge.GetProperty("kind").GetString(), edge.GetProperty("dangling").GetBoolean()));
        Assert.Equal((4, 0), (answer.GetProperty("objects").GetInt32(), answer.GetProperty("omitted").GetInt32()));
    }

    [Fact]
    public async Task Refuses_a_negative_number_of_steps()
    {
        var result = await _server.Call("get_graph", new Dictionary<string, object?> { ["manifests"] = Shop, ["focus"] = "Deployment/shop/web", ["depth"] = -1 });
        Assert.True(result.IsError);
        Assert.Equal("`depth` is -1; 0 or more is accepted", result.Text());
    }

    [Theory]
    [InlineData("graph", "`Deployment.apps shop/web` -> `ConfigMap shop/gone` (waits, ")]
    [InlineData("order", "wave 1: Namespace shop")]
    [InlineData("endpoints", "shop/web 80/TCP: nothing; not ")]
    [InlineData("deadlocks", "\nnothing waits for itself")]
    public async Task Says_it_in_plain_lines(string what, string part) =>
        Assert.Contains(part, (await Ask(what, Shop + "\n---\n{apiVersion: v1, kind: Namespace, metadata: {name: shop}}")).Text(), StringComparison.Ordinal);

    [Fact]
    public async Task Shows_waves_and_reverses_them()
    {
        var waves = (await Ask("order", Shop)).Data().GetProperty("waves");
        Assert.Equal(["api", "web"], new[] { waves[waves.GetArrayLength() - 2], waves[waves.GetArrayLength() - 1] }.Select(w => w.EnumerateArray().Last().GetProperty("name").GetString()));
        var reversed = (await _server.Call("get_graph", new Dictionary<string, object?> { ["what"] = "order", ["manifests"] = Shop, ["reverse"] = true })).Data().GetProperty("waves");
        Assert.Equal("web", reversed[0][0].GetProperty("name").GetString());
    }

    [Fact]
    public async Task Shows_what_services_reach_and_what_not()
    {
        var services = (await Ask("endpoints", Shop)).Data().GetProperty("services");
        Assert.Equal("api", services[0].GetProperty("ports")[0].GetProperty("endpoints")[0].GetProperty("name").GetString());
        Assert.Contains("no container has a port named", services[1].GetProperty("ports")[0].GetProperty("dropped")[0].GetProperty("reason").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Shows_deadlocks_and_none_where_there_is_none()
    {
        Assert.Empty((await Ask("deadlocks", Shop)).Data().GetProperty("cycles").EnumerateArray());
        var closed = Shop.Replace("{containers: [{name: api", "{initContainers: [{name: w, image: busybox, command: [sh, -c, 'until nc -z web 80; do sleep 1; done']}], containers: [{name: api", StringComparison.Ordinal);
        var cycle = Assert.Single((await Ask("deadlocks", closed)).Data().GetProperty("cycles").EnumerateArray());
        Assert.Equal(4, cycle.GetArrayLength());
    }

    [Fact]
    public async Task Cuts_a_long_answer_and_counts_what_is_left_out()
    {
        var many = string.Join("\n---\n", Enumerable.Range(0, 3_000).Select(i => $"apiVersion: v1\nkind: ConfigMap\nmetadata: {{name: config-number-{i}}}"));
        foreach (var what in new[] { "graph", "order" })
        {
            var result = await Ask(what, many);
            Assert.InRange(result.Data().GetRawText().Length, 1_000, 16_000);
            Assert.InRange(result.Data().GetProperty("omitted").GetInt32(), 2_700, 3_000);
            Assert.InRange(result.Text().Length, 1, 9_000);
        }
    }

    [Fact]
    public async Task Looks_at_the_cluster_of_the_server_where_no_manifests_are_given()
    {
        var view = ClusterView.Of(ManifestReader.Read(System.Text.Encoding.UTF8.GetBytes(Shop), "").Manifests);
        await using var server = await Server.Start(new(), new Fixed(new(view, Policies.Strict)));
        var answer = (await server.Call("get_graph", """{"focus": "Service/shop/api", "depth": 1}""")).Data();
        Assert.Equal(3, answer.GetProperty("nodes").GetArrayLength());
    }

    [Theory]
    [InlineData("""{}""", "this server sees no cluster; give `manifests`")]
    [InlineData("""{"manifests": "a: ["}""", "manifests:")]
    [InlineData("""{"depth": "deep"}""", "`depth` is of type string; an integer is accepted")]
    [InlineData("""{"depth": 1.5}""", "`depth` is of type number; an integer is accepted")]
    [InlineData("""{"reverse": 1}""", "`reverse` is of type number; a boolean is accepted")]
    [InlineData("""{"manifests": "---"}""", "there is no object in `manifests`")]
    [InlineData("""{"manifests": "{apiVersion: v1, kind: Pod, metadata: {name: a}}", "focus": "Pod"}""", "write `KIND/NAME`")]
    [InlineData("""{"manifests": "{apiVersion: v1, kind: Pod, metadata: {name: a}}", "what": "everything"}""", "graph")]
    public async Task Refuses_in_one_line(string arguments, string line)
    {
        var result = await _server.Call("get_graph", arguments);
        Assert.True(result.IsError);
        Assert.Contains(line, result.Text(), StringComparison.Ordinal);
        Assert.DoesNotContain('\n', result.Text());
    }

    private async Task<ModelContextProtocol.Protocol.CallToolResult> Ask(string what, string manifests) =>
        await _server.Call("get_graph", new Dictionary<string, object?> { ["what"] = what, ["manifests"] = manifests });
}
