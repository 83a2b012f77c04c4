using System.Net;
using PolyK8s.Engine;
using PolyK8s.Webhook;

namespace PolyK8s.Cluster.EndToEnd;

/// <summary>The product's webhook on this machine, fed by the watches of the test cluster.</summary>
public sealed class ProductWebhook : IAsyncDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private Task _running = Task.CompletedTask;

    private ProductWebhook()
    {
    }

    /// <summary>Its base address.</summary>
    public Uri Url { get; private set; } = new("https://localhost/");

    /// <summary>The authority of its certificate.</summary>
    public string AuthorityPem { get; private set; } = "";

    /// <summary>Starts it and waits until it serves and has read the cluster.</summary>
    public static async Task<ProductWebhook> Start(string kubeconfig, IPAddress address, string folder)
    {
        var webhook = new ProductWebhook();
        var started = new TaskCompletionSource<WebhookAddress>();
        var options = new WebhookHostOptions { Address = address, Started = started.SetResult, DrainTime = TimeSpan.Zero };
        webhook._running = WebhookHost.RunAsync(options, new Nothing(), Judge.OfAllRules, null, webhook._stop.Token);
        var at = await started.Task.WaitAsync(TimeSpan.FromSeconds(30));
        (webhook.Url, webhook.AuthorityPem) = (at.Url, at.AuthorityPem!);
        return webhook;
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _running;
        _stop.Dispose();
    }

    private sealed class Nothing : ISnapshotSource
    {
        public Snapshot Current { get; } = new(ClusterView.Empty, Policies.WarnOnly);
    }
}
