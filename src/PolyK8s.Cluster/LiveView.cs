using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using PolyK8s.Cluster.Operating;
using PolyK8s.Cluster.Reflecting;
using PolyK8s.Engine;

namespace PolyK8s.Cluster;

/// <summary>A cluster as it is now, kept up to date by watches. Policies are the cluster's own SafetyProfiles.</summary>
public sealed class LiveView : ISnapshotSource, IAsyncDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly SnapshotBoard _board;
    private readonly Task _running;

    private LiveView(ClusterConnection connection, ImmutableArray<WatchedResource> resources, SnapshotBoard board, ReflectorTiming timing, TimeProvider clock)
    {
        _board = board;
        // Off the caller's thread from the first line: reading must not hold up the server that starts beside it.
        _running = Task.WhenAll(resources.Select(r => Task.Run(() => RunAsync(r, new(connection, r, timing, clock, board), new(timing, clock)))));
    }

    /// <inheritdoc />
    public Snapshot Current => _board.Current;

    /// <summary>Resources that could not be read or watched when it was last tried: of these the view may be old.</summary>
    public int Failing => _board.Failing;

    /// <summary>Done once every resource has been read for the first time.</summary>
    public Task Synced => _board.Complete;

    /// <summary>Begins to read and to watch everything the rules need.</summary>
    /// <param name="connection">The cluster.</param>
    /// <param name="book">The rules that profiles may name.</param>
    /// <param name="default">The mode of rules that no profile names.</param>
    /// <param name="secretNames">Whether to watch that Secrets are there; their contents are never asked for.</param>
    /// <param name="schemas">Whether to keep the schemas of definitions: of no use where an API server has judged by them before.</param>
    /// <param name="say">Gets one line for each new problem: a permission that is missing, a profile that does not parse; null for silence.</param>
    public static LiveView Start(ClusterConnection connection, RuleBook book, Mode @default = Mode.Warn, Action<string>? say = null, bool secretNames = false, bool schemas = false) =>
        Start(connection, WatchedResources.With(secretNames, schemas), book, @default, say, new(), TimeProvider.System);

    /// <summary>Reads everything once.</summary>
    /// <returns>The snapshot; resources that may not be read are pending in its view and named in <c>NotReady</c>.</returns>
    /// <exception cref="ClusterException">The API server does not answer.</exception>
    public static Task<Snapshot> LoadOnceAsync(ClusterConnection connection, RuleBook book, Mode @default, bool secretNames, CancellationToken cancelled) =>
        LoadOnceAsync(connection, WatchedResources.With(secretNames, schemas: true), book, @default, cancelled);

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _running;
        _stop.Dispose();
    }

    /// <summary>Begins to watch some resources.</summary>
    internal static LiveView Start(ClusterConnection connection, ImmutableArray<WatchedResource> resources, RuleBook book, Mode @default, Action<string>? say, ReflectorTiming timing, TimeProvider clock) =>
        new(connection, resources, new(resources, book, @default, say), timing, clock);

    /// <summary>Reads some resources once.</summary>
    internal static async Task<Snapshot> LoadOnceAsync(ClusterConnection connection, ImmutableArray<WatchedResource> resources, RuleBook book, Mode @default, CancellationToken cancelled)
    {
        var board = new SnapshotBoard(resources, book, @default, null);
        var listed = await Task.WhenAll(resources.Select(async r => (Resource: r, Listed: await new Lister(connection, r, new(), TimeProvider.System).ListAsync(cancelled))));
        foreach (var (resource, list) in listed)
        {
            switch (list.Problem)
            {
                case null or { IsAbsent: true }:
                    board.Set(resource, list.Objects, list.ResourceVersion);
                    break;
                case { Status: 0 }:
                    throw new ClusterException(list.Problem.Line);
                default:
                    board.Fail(resource, list.Problem.Line);
                    break;
            }
        }

        return board.Current;
    }

    [SuppressMessage("Design", "CA1031", Justification = "the border: a mistake of ours is said, and must not silently leave a view that grows old")]
    private async Task RunAsync(WatchedResource resource, Reflector reflector, Backoff backoff)
    {
        while (!_stop.IsCancellationRequested)
        {
            try
            {
                await reflector.RunAsync(_stop.Token);
            }
            catch (OperationCanceledException) when (_stop.IsCancellationRequested)
            {
                // Told to stop.
            }
            catch (Exception e)
            {
                _board.Fail(resource, Turns.Fault($"`{resource}`", e));
                await backoff.PauseAsync(_stop.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }
}
