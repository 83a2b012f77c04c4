using System.Collections.Immutable;
using System.Globalization;
using PolyK8s.Cluster.Reflecting;
using PolyK8s.Engine.Manifests;
using PolyK8s.Engine.Rollouts;

namespace PolyK8s.Cluster;

/// <summary>One workload of a cluster and what keeps its revisions, read whenever they are asked for.</summary>
/// <param name="connection">The cluster.</param>
public sealed class WorkloadObjects(ClusterConnection connection)
{
    // What kubectl's own requests get.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    /// <summary>The workload.</summary>
    /// <param name="kind">Deployment, StatefulSet or DaemonSet.</param>
    /// <param name="ns">Its namespace.</param>
    /// <param name="name">Its name.</param>
    /// <param name="cancelled">Gives up.</param>
    /// <exception cref="ClusterException">There is none, or it cannot be read.</exception>
    public async Task<Manifest> ReadAsync(string kind, string ns, string name, CancellationToken cancelled) =>
        new(await GetAsync($"{Folder(ns)}/{Uri.EscapeDataString(kind.ToLowerInvariant())}s/{Uri.EscapeDataString(name)}", cancelled));

    /// <summary>The objects of the namespace that may keep revisions of workloads of that kind.</summary>
    /// <exception cref="ClusterException">They cannot be read.</exception>
    public async Task<ImmutableArray<Manifest>> KeepersAsync(string kind, string ns, CancellationToken cancelled)
    {
        var keeper = RolloutHistory.KeeperOf(kind);
        var list = await GetAsync($"{Folder(ns)}/{keeper.ToLowerInvariant()}s", cancelled);
        return [.. list.ItemsAt("items").Where(item => item.Kind == NodeKind.Object).Select(item => Named(item, keeper))];
    }

    // Items of a list come without kind.
    private static Manifest Named(ManifestNode item, string kind) => new(ManifestNode.Object(
        [new("apiVersion", ManifestNode.Of("apps/v1")), new("kind", ManifestNode.Of(kind)), .. item.Members.Where(m => m.Name is not ("apiVersion" or "kind"))]));

    private static string Folder(string ns) => $"apis/apps/v1/namespaces/{Uri.EscapeDataString(ns)}";

    private async Task<ManifestNode> GetAsync(string path, CancellationToken cancelled)
    {
        using var late = CancellationTokenSource.CreateLinkedTokenSource(cancelled);
        late.CancelAfter(Patience);
        try
        {
            using var response = await connection.GetAsync(path, "application/json", late.Token);
            var body = await response.Content.ReadAsByteArrayAsync(late.Token);
            // A server that starts, or has too much to do, is away for a while.
            return (int)response.StatusCode is 429 or >= 500 ? throw new ClusterAwayException(Refused(path, (int)response.StatusCode, StatusText.Of(body)))
                : !response.IsSuccessStatusCode ? throw new ClusterException(Refused(path, (int)response.StatusCode, StatusText.Of(body)))
                : ManifestJson.TryParse(body, out var node, out var fault) && node.Kind == NodeKind.Object ? node
                : throw new ClusterException($"the API server at {connection.Server} answers `{path}` with what cannot be read: {(fault is null ? "it is no object" : $"{fault.Place}: {fault.Problem}")}");
        }
        catch (Exception e) when (e is HttpRequestException or IOException || (e is OperationCanceledException && !cancelled.IsCancellationRequested))
        {
            throw new ClusterAwayException($"the API server at {connection.Server} cannot be read: {(e is OperationCanceledException ? "nothing came in time" : e.GetBaseException().Message.ReplaceLineEndings(" "))}");
        }
    }

    private string Refused(string path, int status, string message) => status switch
    {
        401 => $"the API server at {connection.Server} does not accept our credentials",
        _ => string.Create(CultureInfo.InvariantCulture, $"the API server at {connection.Server} answers `{path}` with {status}{(message.Length == 0 ? "" : ": ")}{message}"),
    };
}
