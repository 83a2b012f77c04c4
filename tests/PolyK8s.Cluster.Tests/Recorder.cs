using System.Threading.Channels;
using PolyK8s.Cluster.Reflecting;
using PolyK8s.Engine;

namespace PolyK8s.Cluster.Tests;

/// <summary>A running reflector of Roles, and everything it reports.</summary>
internal sealed class Recorder : IReflection, IAsyncDisposable
{
    public static readonly WatchedResource Roles = WatchedResources.All.Single(r => r.Kind == "Role");

    // Pauses short enough not to be noticed.
    public static readonly ReflectorTiming Quick = new()
    {
        FirstPause = TimeSpan.FromMilliseconds(1),
        LongestPause = TimeSpan.FromMilliseconds(10),
        AbsentPause = TimeSpan.FromMilliseconds(10),
    };

    private readonly Channel<string> _reports = Channel.CreateUnbounded<string>();
    private readonly CancellationTokenSource _stop = new();
    private readonly ClusterConnection _connection;
    private readonly Task _running;

    public Recorder(TestApi api, WatchedResource? resource = null, ReflectorTiming? timing = null)
    {
        _connection = api.Connect();
        _running = new Reflector(_connection, resource ?? Roles, timing ?? Quick, TimeProvider.System, this).RunAsync(_stop.Token);
    }

    public ObjectSet Last { get; private set; } = ObjectSet.Empty;

    public void Set(WatchedResource resource, ObjectSet objects, string resourceVersion)
    {
        Last = objects;
        var names = objects.All.Select(o => o.Name + (o.Root.TextAt("metadata", "labels", "mark") is { Length: > 0 } mark ? $"={mark}" : "")).Order(StringComparer.Ordinal);
        _reports.Writer.TryWrite($"{resourceVersion}: {string.Join(' ', names)}");
    }

    public void Fail(WatchedResource resource, string problem) => _reports.Writer.TryWrite(problem);

    /// <summary>Reads reports until one equals <paramref name="expected"/>.</summary>
    public async Task<IReadOnlyList<string>> UntilAsync(string expected)
    {
        var seen = new List<string>();
        using var late = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        try
        {
            await foreach (var report in _reports.Reader.ReadAllAsync(late.Token))
            {
                seen.Add(report);
                if (report == expected)
                {
                    return seen;
                }
            }
        }
        catch (OperationCanceledException)
        {
        }

        Assert.Fail($"`{expected}` never came; seen: {string.Join(" | ", seen)}");
        return seen;
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _connection.Dispose();
        _stop.Dispose();
    }
}
