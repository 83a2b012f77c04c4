using System.Text.Json;
using ModelContextProtocol.Client;

namespace PolyK8s.Cli.Tests;

/// <summary><c>poly-k8s mcp</c> as assistants start it: a process that speaks over standard input and output.</summary>
public sealed class McpProcessTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(180);

    [Fact]
    public async Task Answers_a_client_over_standard_input_and_output()
    {
        using var patience = new CancellationTokenSource(Patience);
        var transport = new StdioClientTransport(new() { Command = "dotnet", Arguments = [Path.Combine(AppContext.BaseDirectory, "poly-k8s.dll"), "mcp"] });
        await using var client = await McpClient.CreateAsync(transport, new() { DiscoverProbeTimeout = Patience, InitializationTimeout = Patience }, cancellationToken: patience.Token);

        var tools = await client.ListToolsAsync(cancellationToken: patience.Token);
        Assert.Equal(["analyze_network", "analyze_rbac", "check_update", "explain_rule", "get_graph", "get_state", "list_rules", "plan_rollout", "preview_mutation", "validate_manifests"], tools.Select(tool => tool.Name).Order(StringComparer.Ordinal));
        Assert.All(tools, tool => Assert.True(tool.ProtocolTool is { OutputSchema: not null, Annotations: { ReadOnlyHint: true, DestructiveHint: false, IdempotentHint: true, OpenWorldHint: false } }));

        var result = await client.CallToolAsync("validate_manifests", new Dictionary<string, object?> { ["manifests"] = "apiVersion: v1\nkind: Pod\nmetadata: {name: web, namespace: shop}\nspec: {}\n" }, cancellationToken: patience.Token);
        var report = Assert.IsType<JsonElement>(result.StructuredContent);
        Assert.Equal("Denied", report.GetProperty("results")[0].GetProperty("outcome").GetString());
    }

    [Theory]
    [InlineData("webhook", "--listen", "nowhere")]
    [InlineData("webhook", "--state", "/does/not/exist")]
    [InlineData("webhook", "--tls-cert", "/does/not/exist", "--policies", "/does/not/exist")]
    [InlineData("mcp", "--listen", "8444")]
    [InlineData("mcp", "--policies", "/does/not/exist")]
    public async Task Refuses_what_it_cannot_serve_in_one_line(params string[] args)
    {
        using var run = new CliRun();
        Assert.Equal(ExitCodes.Usage, await run.RunAsync(args));
        Assert.All(run.Errors, line => Assert.StartsWith("poly-k8s: ", line, StringComparison.Ordinal));
        Assert.NotEmpty(run.Errors);
    }

    [Fact]
    public async Task Says_in_one_line_that_there_is_no_cluster()
    {
        using var run = new CliRun();
        Assert.Equal(ExitCodes.Internal, await run.With("web.yaml", CliRun.Labelled("web", "no")).RunAsync("check", "-f", "@/web.yaml", "--live", "--kubeconfig", "@/missing"));
        Assert.Single(run.Errors);
    }
}
