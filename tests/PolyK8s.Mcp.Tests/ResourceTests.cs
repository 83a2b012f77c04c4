using ModelContextProtocol;
using ModelContextProtocol.Protocol;

namespace PolyK8s.Mcp.Tests;

/// <summary>Rules as resources, and the prompt.</summary>
public sealed class ResourceTests : IAsyncLifetime
{
    private Server _server = null!;

    public async Task InitializeAsync() => _server = await Server.Start();

    public async Task DisposeAsync() => await _server.DisposeAsync();

    [Fact]
    public async Task Lists_a_page_for_every_rule_in_order() =>
        Assert.Equal(Server.Judge.Book.Rules.Select(rule => "rules://" + rule.Card.Id), (await _server.Client.ListResourcesAsync()).Select(page => page.Uri));

    [Theory]
    [InlineData("rules://SafeTest/forbidden-word")]
    [InlineData("rules://safetest/forbidden-word")]
    public async Task Shows_the_page_of_a_rule(string uri)
    {
        var page = Assert.IsType<TextResourceContents>(Assert.Single((await _server.Client.ReadResourceAsync(uri)).Contents));
        Assert.Equal((await _server.Call("explain_rule", """{"rule": "SafeTest/forbidden-word"}""")).Text(), page.Text);
    }

    [Theory]
    [InlineData("rules://SafeTest/nothing")]
    [InlineData("rules://SafeTest/../../etc/passwd")]
    [InlineData("file:///etc/passwd")]
    public async Task Has_no_other_resource(string uri)
    {
        var error = await Assert.ThrowsAsync<McpProtocolException>(async () => await _server.Client.ReadResourceAsync(uri));
        Assert.Contains($"there is no resource `{uri}`; accepted: rules://{{module}}/{{rule}}", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("module", "safet", "SafeTest")]
    [InlineData("rule", "forb", "forbidden-word")]
    [InlineData("rule", "nothing like it", null)]
    [InlineData("else", "", null)]
    public async Task Completes_the_names_of_rules(string argument, string start, string? name)
    {
        var template = Assert.Single(await _server.Client.ListResourceTemplatesAsync());
        var completed = await _server.Client.CompleteAsync(new ResourceTemplateReference { Uri = template.UriTemplate }, argument, start);
        Assert.Equal(name is null ? [] : [name], completed.Completion.Values);
    }

    [Fact]
    public async Task Asks_an_assistant_to_mend_a_manifest()
    {
        Assert.Equal("fix_manifest", Assert.Single(await _server.Client.ListPromptsAsync()).Name);
        var prompt = await _server.Client.GetPromptAsync("fix_manifest", new Dictionary<string, object?> { ["manifest"] = "kind: Pod" });
        Assert.Equal("kind: Pod", Assert.IsType<TextContentBlock>(prompt.Messages[^1].Content).Text);
        Assert.Contains("validate_manifests", Assert.IsType<TextContentBlock>(prompt.Messages[0].Content).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Says_that_the_prompt_needs_a_manifest()
    {
        var error = await Assert.ThrowsAsync<McpProtocolException>(async () => await _server.Client.GetPromptAsync("fix_manifest"));
        Assert.Contains("`manifest` is missing", error.Message, StringComparison.Ordinal);
    }
}
