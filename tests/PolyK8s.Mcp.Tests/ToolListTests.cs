using System.Text;
using System.Text.Json;
using NJsonSchema;

namespace PolyK8s.Mcp.Tests;

/// <summary>What a client is told about the tools.</summary>
public sealed class ToolListTests : IAsyncLifetime
{
    private Server _server = null!;

    public async Task InitializeAsync() => _server = await Server.Start();

    public async Task DisposeAsync() => await _server.DisposeAsync();

    [Fact]
    public async Task Lists_the_tools_in_order_of_their_names() =>
        Assert.Equal(["analyze_network", "analyze_rbac", "check_update", "explain_rule", "get_graph", "get_state", "list_rules", "plan_rollout", "preview_mutation", "validate_manifests"], (await _server.Client.ListToolsAsync()).Select(tool => tool.Name));

    [Fact]
    public async Task Says_of_every_tool_that_it_changes_nothing() =>
        Assert.All(await _server.Client.ListToolsAsync(), tool =>
        {
            var hints = tool.ProtocolTool.Annotations!;
            Assert.Equal((true, false, true, false), (hints.ReadOnlyHint, hints.DestructiveHint, hints.IdempotentHint, hints.OpenWorldHint));
            Assert.False(string.IsNullOrWhiteSpace(tool.Title));
            Assert.False(string.IsNullOrWhiteSpace(tool.Description));
        });

    [Fact]
    public async Task Gives_every_tool_schemas_that_are_closed_objects()
    {
        foreach (var tool in await _server.Client.ListToolsAsync())
        {
            foreach (var text in new[] { tool.JsonSchema.GetRawText(), tool.ReturnJsonSchema!.Value.GetRawText() })
            {
                var schema = await JsonSchema.FromJsonAsync(text);
                Assert.Equal(JsonObjectType.Object, schema.Type);
                Assert.False(schema.AllowAdditionalProperties);
                Assert.NotEmpty(schema.Properties);
            }
        }
    }

    [Fact]
    public async Task Spends_few_tokens_on_its_tools()
    {
        var tools = (await _server.Client.ListToolsAsync()).Select(tool => tool.ProtocolTool);
        var bytes = Encoding.UTF8.GetByteCount(JsonSerializer.Serialize(tools, ModelContextProtocol.McpJsonUtilities.DefaultOptions));

        // 9,000 tokens at about four bytes each, for ten tools and their answers.
        Assert.InRange(bytes, 1, 36_000);
    }

    [Fact]
    public async Task Lists_the_same_twice()
    {
        await using var other = await Server.Start();
        Assert.Equal(
            (await _server.Client.ListToolsAsync()).Select(tool => tool.JsonSchema.GetRawText()),
            (await other.Client.ListToolsAsync()).Select(tool => tool.JsonSchema.GetRawText()));
    }
}
