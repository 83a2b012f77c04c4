using System.Net;
using PolyK8s.Cluster.EndToEnd.Processes;
using PolyK8s.Engine;
using PolyK8s.Webhook;

namespace PolyK8s.Cluster.EndToEnd;

/// <summary>The product's webhook on this machine, fed by the watches of the test cluster.</summary>
public sealed class ProductWebhook : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly CancellationTokenSource _stop = new();
    private readonly ClusterConnection _cluster;
    private readonly LiveView _view;
    private Task _running = Task.CompletedTask;

    private ProductWebhook(ClusterConnection cluster) =>
        (_cluster, _view) = (cluster, LiveView.Start(cluster, RuleBook.All));

    /// <summary>Its base address.</summary>
    public Uri Url { get; private set; } = new("https://localhost/");

    /// <summary>The authority of its certificate.</summary>
    public string AuthorityPem { get; private set; } = "";

    /// <summary>Starts it and waits until it serves and has read the cluster.</summary>
    /// <param name="kubeconfig">The cluster, as the product's own user.</param>
    /// <param name="address">Where the API server can reach it.</param>
    public static async Task<ProductWebhook> Start(string kubeconfig, IPAddress address)
    {
        var webhook = new ProductWebhook(ClusterConnection.Open(kubeconfig));
        var started = new TaskCompletionSource<WebhookAddress>();
        var options = new WebhookHostOptions { Address = address, Started = started.SetResult, DrainTime = TimeSpan.Zero };
        webhook._running = WebhookHost.RunAsync(options, webhook._view, new Judge(RuleBook.AtAdmission), null, webhook._stop.Token);
        try
        {
            await Task.WhenAny(started.Task, webhook._running).WaitAsync(Patience);
            await webhook._view.Synced.WaitAsync(Patience);
        }
        catch (TimeoutException)
        {
            throw new InvalidOperationException($"the webhook is not ready: {webhook._view.Current.NotReady ?? "it does not serve"}");
        }

        var at = await started.Task;
        (webhook.Url, webhook.AuthorityPem) = (at.Url, at.AuthorityPem!);
        return webhook;
    }

    /// <summary>Waits until its view has an object.</summary>
    public async Task Knows(string group, string kind, string name) =>
        Assert.True(await Eventually.Get(() => Task.FromResult(_view.Current.View.Of(group, kind).Find("", name) is not null), known => known), $"the webhook never heard of {kind} `{name}`");

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _running;
        await _view.DisposeAsync();
        _cluster.Dispose();
        _stop.Dispose();
    }
}
