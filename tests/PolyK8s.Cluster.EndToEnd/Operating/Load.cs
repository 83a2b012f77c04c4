using System.Collections.Concurrent;
using System.Net.Http.Headers;
using System.Text;
using PolyK8s.Cluster.EndToEnd.Clusters;

namespace PolyK8s.Cluster.EndToEnd.Operating;

/// <summary>Requests through an API server, each of which must be refused: one that passes was not judged.</summary>
public sealed class Load : IAsyncDisposable
{
    private const int Workers = 4;
    private const string Body = """{"apiVersion":"safety.poly-k8s.io/v1alpha1","kind":"SafetyProfile","metadata":{"generateName":"load-"},"spec":{"rules":[{"rules":["SafeGone/rule"],"mode":"Warn"}]}}""";
    private static readonly TimeSpan Between = TimeSpan.FromMilliseconds(20);

    private readonly CancellationTokenSource _stop = new();
    private readonly ConcurrentBag<string> _wrong = [];
    private readonly HttpClient _client;
    private readonly Task[] _workers;
    private int _refused;

    /// <summary>Begins.</summary>
    public Load(LocalCluster cluster)
    {
        _client = new(new HttpClientHandler { ServerCertificateCustomValidationCallback = HttpClientHandler.DangerousAcceptAnyServerCertificateValidator }) { BaseAddress = cluster.Url };
        _client.DefaultRequestHeaders.Authorization = new("Bearer", cluster.Token);
        _workers = [.. Enumerable.Range(0, Workers).Select(_ => WorkAsync())];
    }

    /// <summary>Requests that were refused, as they must be.</summary>
    public int Refused => _refused;

    /// <summary>Ends it; returns every answer that was none of a judged review.</summary>
    public async Task<IReadOnlyCollection<string>> EndAsync()
    {
        await _stop.CancelAsync();
        await Task.WhenAll(_workers);
        return _wrong;
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await EndAsync();
        _client.Dispose();
        _stop.Dispose();
    }

    private async Task WorkAsync()
    {
        while (!_stop.IsCancellationRequested)
        {
            using var body = new StringContent(Body, Encoding.UTF8, new MediaTypeHeaderValue("application/json"));
            using var answer = await _client.PostAsync(new Uri("apis/safety.poly-k8s.io/v1alpha1/safetyprofiles?dryRun=All", UriKind.Relative), body);
            if ((int)answer.StatusCode == 422)
            {
                Interlocked.Increment(ref _refused);
            }
            else
            {
                _wrong.Add($"{(int)answer.StatusCode}: {await answer.Content.ReadAsStringAsync()}");
            }

            await Task.Delay(Between, _stop.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }
}
