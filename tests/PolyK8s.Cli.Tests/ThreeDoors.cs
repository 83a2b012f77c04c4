using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using ModelContextProtocol.Client;
using PolyK8s.Engine;
using PolyK8s.Fixtures;
using PolyK8s.Mcp;
using PolyK8s.Webhook;

namespace PolyK8s.Cli.Tests;

/// <summary>The three front doors of the product, served for real: the webhook over HTTPS, MCP over HTTP to a real client, and the command line.</summary>
public sealed class ThreeDoors : IAsyncLifetime, IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(180);

    private readonly CancellationTokenSource _stop = new();
    private readonly Shown _shown = new();
    private readonly List<Task> _serving = [];
    private HttpClient _webhook = new();
    private McpClient? _mcp;

    /// <inheritdoc />
    public async Task InitializeAsync()
    {
        var address = new TaskCompletionSource<WebhookAddress>();
        _serving.Add(WebhookHost.RunAsync(new() { Started = address.SetResult, DrainTime = TimeSpan.Zero }, _shown, Judge.OfAllRules, null, _stop.Token));
        var announced = new FirstLine();
        _serving.Add(McpHost.RunHttpAsync(new(), _shown, Judge.OfAllRules, announced, _stop.Token));
        var webhook = await address.Task.WaitAsync(Patience);
        // The certificate's authority is the webhook's own; who it is is tested elsewhere.
        _webhook = new(new HttpClientHandler { ServerCertificateCustomValidationCallback = HttpClientHandler.DangerousAcceptAnyServerCertificateValidator }) { BaseAddress = webhook.Url };
        var url = (await announced.Line.WaitAsync(Patience))["MCP on ".Length..];
        _mcp = await McpClient.CreateAsync(new HttpClientTransport(new() { Endpoint = new Uri(url) }), new() { DiscoverProbeTimeout = TimeSpan.FromMinutes(1), InitializationTimeout = TimeSpan.FromMinutes(5) });
    }

    /// <inheritdoc />
    public async Task DisposeAsync()
    {
        if (_mcp is not null)
        {
            await _mcp.DisposeAsync();
        }

        await _stop.CancelAsync();
        await Task.WhenAll(_serving).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    /// <inheritdoc />
    public void Dispose()
    {
        _webhook.Dispose();
        _stop.Dispose();
    }

    /// <summary>What the webhook answers about a fixture: the findings of its audit annotation.</summary>
    public async Task<JsonArray> AskWebhook(RuleFixture fixture)
    {
        _shown.Current = new(fixture.View, Policies.Strict);
        using var body = new StringContent(AdmissionReviewBody.Of(fixture.Change, "1"), Encoding.UTF8, new MediaTypeHeaderValue("application/json"));
        using var answer = await _webhook.PostAsync(new Uri("/validate", UriKind.Relative), body);
        var response = JsonNode.Parse(await answer.Content.ReadAsStringAsync())!["response"]!;
        return JsonNode.Parse((string)response["auditAnnotations"]!["findings"]!)!.AsArray();
    }

    /// <summary>What an assistant is told about a fixture.</summary>
    public async Task<JsonArray> AskMcp(RuleFixture fixture)
    {
        var change = fixture.Change;
        var result = await _mcp!.CallToolAsync("validate_manifests", new Dictionary<string, object?>
        {
            ["manifests"] = change.Object.Root.ToString(),
            ["old"] = change.Operation == Operation.Update ? change.Before?.Root.ToString() : null,
            ["operation"] = change.Operation.ToString().ToLowerInvariant(),
            ["subresource"] = change.Subresource.Length == 0 ? null : change.Subresource,
            ["author"] = change.Author is { } author ? new { name = author.Name, groups = author.Groups } : null,
            ["state"] = fixture.State is { } state ? string.Join("\n---\n", state.Select(o => o.Root.ToString())) : null,
        });
        return JsonNode.Parse(result.StructuredContent!.Value.GetRawText())!["results"]!.AsArray().Single()!["findings"]!.AsArray();
    }

    /// <summary>What the command line prints about a fixture.</summary>
    public static async Task<JsonArray> AskCli(RuleFixture fixture)
    {
        var folder = Directory.CreateTempSubdirectory("poly-k8s-doors-").FullName;
        try
        {
            var change = fixture.Change;
            List<string> args = ["check", "-o", "json", "--operation", change.Operation.ToString().ToLowerInvariant(), "-f", Write(folder, "new.json", change.Object.Root.ToString())];
            args.AddRange(change is { Operation: Operation.Update, Before: { } before } ? ["--old", Write(folder, "old.json", before.Root.ToString())] : []);
            args.AddRange(change.Subresource.Length > 0 ? ["--subresource", change.Subresource] : []);
            args.AddRange(change.Author is { } author ? ["--as", author.Name, .. author.Groups.SelectMany(g => new[] { "--as-group", g })] : []);
            args.AddRange(fixture.State is { } state ? ["--state", Write(folder, "state.yaml", string.Join("\n---\n", state.Select(o => o.Root.ToString()).DefaultIfEmpty("{\"apiVersion\":\"v1\",\"kind\":\"Namespace\",\"metadata\":{\"name\":\"empty\"}}")))] : []);
            using var output = new StringWriter();
            await CliApp.RunAsync(args, new(Stream.Null, output, Console.Error));
            return JsonNode.Parse(output.ToString())!["results"]!.AsArray().Single()!["findings"]!.AsArray();
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static string Write(string folder, string name, string text)
    {
        var file = Path.Combine(folder, name);
        File.WriteAllText(file, text);
        return file;
    }

    private sealed class Shown : ISnapshotSource
    {
        public Snapshot Current { get; set; } = new(ClusterView.NotGiven, Policies.Strict);
    }

    private sealed class FirstLine : StringWriter
    {
        private readonly TaskCompletionSource<string> _line = new();

        public Task<string> Line => _line.Task;

        public override Task WriteLineAsync(ReadOnlyMemory<char> buffer, CancellationToken cancellationToken = default)
        {
            _line.TrySetResult(buffer.ToString());
            return Task.CompletedTask;
        }
    }
}
