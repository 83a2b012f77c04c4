using System.Text.Json;
using ModelContextProtocol.Client;
using ModelContextProtocol.Protocol;
using PolyK8s.Engine;

namespace PolyK8s.Mcp.Tests;

/// <summary>A real server on a real socket, and a real client of it.</summary>
internal sealed class Server : IAsyncDisposable
{
    /// <summary>Every rule of the product and those of the tests.</summary>
    public static Judge Judge { get; } = new(new RuleBook([.. RuleBook.All.Rules, new ForbiddenWord(), new NeedsEverything(), new RepeatsItAll(), new Fails()]));

    private Server(McpHttpServer http, McpClient client) => (Http, Client) = (http, client);

    /// <summary>A client that does not take a busy machine for a server of another protocol: after seconds it would ask again in an older one.</summary>
    public static McpClientOptions Patient => new() { DiscoverProbeTimeout = TimeSpan.FromMinutes(1), InitializationTimeout = TimeSpan.FromMinutes(5) };

    public McpHttpServer Http { get; }

    public McpClient Client { get; }

    public static Task<Server> Start() => Start(new());

    public static Task<Server> Start(McpHttpOptions options) => Start(options, new Fixed(new(ClusterView.NotGiven, Policies.Strict)));

    public static async Task<Server> Start(McpHttpOptions options, ISnapshotSource source)
    {
        var http = await McpHttpServer.StartAsync(options, source, Judge, CancellationToken.None);
        return new(http, await McpClient.CreateAsync(new HttpClientTransport(new() { Endpoint = http.Url }), Patient));
    }

    /// <summary>Calls a tool with arguments given as JSON.</summary>
    public Task<CallToolResult> Call(string tool, string json) => Call(tool, JsonSerializer.Deserialize<Dictionary<string, object?>>(json)!);

    public async Task<CallToolResult> Call(string tool, Dictionary<string, object?> arguments) => await Client.CallToolAsync(tool, arguments);

    /// <summary>Validates manifests and nothing else.</summary>
    public Task<CallToolResult> Validate(string manifests) => Call("validate_manifests", new Dictionary<string, object?> { ["manifests"] = manifests });

    public async ValueTask DisposeAsync()
    {
        await Client.DisposeAsync();
        await Http.DisposeAsync();
    }
}

/// <summary>A snapshot that stays.</summary>
internal sealed record Fixed(Snapshot Current) : ISnapshotSource;

internal static class Answers
{
    /// <summary>The only text of an answer.</summary>
    public static string Text(this CallToolResult result) => Assert.IsType<TextContentBlock>(Assert.Single(result.Content)).Text;

    /// <summary>The data of an answer that is no refusal.</summary>
    public static JsonElement Data(this CallToolResult result)
    {
        Assert.False(result.IsError, result.Content.Count > 0 ? result.Text() : "");
        return result.StructuredContent!.Value;
    }

    /// <summary>The one line of a refusal.</summary>
    public static string Refusal(this CallToolResult result)
    {
        Assert.True(result.IsError);
        Assert.DoesNotContain('\n', result.Text());
        return result.Text();
    }
}
