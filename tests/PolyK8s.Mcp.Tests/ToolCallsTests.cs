using System.Net;
using ModelContextProtocol;
using ModelContextProtocol.Client;

namespace PolyK8s.Mcp.Tests;

/// <summary>Over HTTP the calls of tools are counted.</summary>
public sealed class ToolCallsTests
{
    [Fact]
    public async Task Counts_calls_by_tool_and_by_how_they_ended()
    {
        await using var server = await McpHttpServer.StartAsync(new(), new Fixed(new(Engine.ClusterView.NotGiven, Engine.Policies.Strict)), Server.Judge, CancellationToken.None);
        await using var client = await McpClient.CreateAsync(new HttpClientTransport(new() { Endpoint = server.Url }), Server.Patient);
        await client.CallToolAsync("list_rules");
        await client.CallToolAsync("list_rules");
        Assert.True((await client.CallToolAsync("explain_rule", new Dictionary<string, object?> { ["rule"] = 7 })).IsError);
        await Assert.ThrowsAsync<McpProtocolException>(async () => await client.CallToolAsync("made_up"));

        using var http = new HttpClient();
        using var answer = await http.GetAsync(new Uri(server.Url, "/metrics"));
        Assert.Equal((HttpStatusCode.OK, "text/plain; version=0.0.4; charset=utf-8"), (answer.StatusCode, $"{answer.Content.Headers.ContentType}"));
        Assert.Equal(
            """
            # HELP polyk8s_mcp_tool_calls_total Calls of the tools, by how they ended: answered, refused for their arguments, or failed.
            # TYPE polyk8s_mcp_tool_calls_total counter
            polyk8s_mcp_tool_calls_total{tool="explain_rule",outcome="refused"} 1
            polyk8s_mcp_tool_calls_total{tool="list_rules",outcome="answered"} 2

            """,
            await answer.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task Shows_the_count_to_no_strange_host()
    {
        await using var server = await McpHttpServer.StartAsync(new(), new Fixed(new(Engine.ClusterView.NotGiven, Engine.Policies.Strict)), Server.Judge, CancellationToken.None);
        using var http = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(server.Url, "/metrics")) { Headers = { Host = "evil.example" } };
        using var answer = await http.SendAsync(request);
        Assert.Equal(HttpStatusCode.MisdirectedRequest, answer.StatusCode);
    }
}
