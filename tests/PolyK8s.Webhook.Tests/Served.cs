using System.Net.Http.Headers;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json.Nodes;
using PolyK8s.Engine;

namespace PolyK8s.Webhook.Tests;

/// <summary>The real host on a free port of loopback, and a client that trusts its authority.</summary>
internal sealed class Served : IAsyncDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _running;

    private Served(Task running, WebhookAddress address, CancellationTokenSource stop)
    {
        (_running, Address, _stop) = (running, address, stop);
        Client = NewClient();
    }

    public WebhookAddress Address { get; }

    public HttpClient Client { get; }

    public Task Running => _running;

    public static async Task<Served> WithAsync(Judge judge, ISnapshotSource? source = null, WebhookHostOptions? options = null, bool rehearses = false)
    {
        var started = new TaskCompletionSource<WebhookAddress>(TaskCreationOptions.RunContinuationsAsynchronously);
        var stop = new CancellationTokenSource();
        // The rules of the tests count and wait: they are asked by the tests alone, unless one says otherwise.
        options = (options ?? new() { DrainTime = TimeSpan.Zero }) with { Started = started.SetResult, Rehearses = rehearses };
        var running = WebhookHost.RunAsync(options, source ?? new Still(ClusterView.Empty, Policies.Strict), judge, null, stop.Token);
        var first = await Task.WhenAny(running, started.Task);
        await first;
        return new(running, await started.Task, stop);
    }

    public HttpClient NewClient(X509Certificate2? shows = null) => new(new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        SslOptions =
        {
            RemoteCertificateValidationCallback = (_, certificate, chain, _) => Trusts((X509Certificate2)certificate!, chain!),
            ClientCertificates = shows is null ? null : [shows],
            LocalCertificateSelectionCallback = shows is null ? null : (_, _, _, _, _) => shows,
        },
    })
    { BaseAddress = Address.Url };

    /// <summary>Begins a graceful stop, as SIGTERM does.</summary>
    public void Stop() => _stop.Cancel();

    public Task<HttpResponseMessage> PostAsync(string path, string body) => Client.PostAsync(path, Json(Encoding.UTF8.GetBytes(body)));

    public async Task<JsonObject> ReviewAsync(string body, string path = "validate")
    {
        using var response = await PostAsync(path, body);
        var text = await response.Content.ReadAsStringAsync();
        Assert.True(response.IsSuccessStatusCode, $"{(int)response.StatusCode}: {text}");
        return JsonNode.Parse(text)!["response"]!.AsObject();
    }

    public static ByteArrayContent Json(byte[] body) => new(body) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } };

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _running;
        Client.Dispose();
        _stop.Dispose();
    }

    private bool Trusts(X509Certificate2 certificate, X509Chain chain)
    {
        using var authority = X509Certificate2.CreateFromPem(Address.AuthorityPem);
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.Add(authority);
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        return chain.Build(certificate) && certificate.MatchesHostname(Address.Url.Host);
    }
}

/// <summary>A snapshot that never changes.</summary>
internal sealed record Still(ClusterView View, Policies Policies, string? NotReady = null) : ISnapshotSource
{
    public Snapshot Current => new(View, Policies, NotReady);
}
