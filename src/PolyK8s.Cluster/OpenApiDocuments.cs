using System.Buffers;
using System.Collections.Immutable;
using System.Globalization;
using PolyK8s.Cluster.Reflecting;
using PolyK8s.Engine.Manifests;

namespace PolyK8s.Cluster;

/// <summary>What an API server says of its kinds: its documents at <c>/openapi/v3</c>.</summary>
/// <param name="connection">The cluster.</param>
public sealed class OpenApiDocuments(ClusterConnection connection)
{
    private const string Root = "/openapi/v3";

    // A server may be slow to put a document together the first time; a minute is what kubectl's own requests get.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);
    private static readonly SearchValues<char> Usual = SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.-_/");

    /// <summary>The names of the documents of groups and versions, <c>api/v1</c> and <c>apis/apps/v1</c>, in order.</summary>
    /// <exception cref="ClusterException">There are none, or they cannot be read.</exception>
    public async Task<ImmutableArray<string>> NamesAsync(CancellationToken cancelled)
    {
        var index = Parsed(Root, await GetAsync(Root, cancelled));
        ImmutableArray<string> names = [.. (index["paths"]?.Members ?? []).Select(path => path.Name).Where(IsOfVersion).Order(StringComparer.Ordinal)];
        return names.IsEmpty ? throw new ClusterException($"the API server at {connection.Server} names no document at `{Root}`") : names;
    }

    /// <summary>One document, as the server gives it.</summary>
    /// <param name="name">One of <see cref="NamesAsync"/>.</param>
    /// <param name="cancelled">Gives up.</param>
    /// <exception cref="ClusterException">It cannot be read, or is not JSON.</exception>
    public async Task<byte[]> ReadAsync(string name, CancellationToken cancelled)
    {
        var body = await GetAsync($"{Root}/{name}", cancelled);
        _ = Parsed($"{Root}/{name}", body);
        return body;
    }

    // The names become paths and files: only what names of groups and versions are made of is let through, and no way out of a folder.
    private static bool IsOfVersion(string name) =>
        !name.AsSpan().ContainsAnyExcept(Usual) && !name.Split('/').Any(part => part.Length == 0 || part[0] == '.')
        && (name == "api/v1" || (name.StartsWith("apis/", StringComparison.Ordinal) && name.Split('/').Length == 3));

    private ManifestNode Parsed(string path, byte[] body) =>
        ManifestJson.TryParse(body, out var node, out var fault) && node.Kind == NodeKind.Object ? node
        : throw new ClusterException($"the API server at {connection.Server} answers `{path}` with what cannot be read: {(fault is null ? "it is no object" : $"{fault.Place}: {fault.Problem}")}");

    private async Task<byte[]> GetAsync(string path, CancellationToken cancelled)
    {
        using var late = CancellationTokenSource.CreateLinkedTokenSource(cancelled);
        late.CancelAfter(Patience);
        try
        {
            using var response = await connection.GetAsync(path, "application/json", late.Token);
            var body = await response.Content.ReadAsByteArrayAsync(late.Token);
            return response.IsSuccessStatusCode ? body : throw new ClusterException(Refused(path, (int)response.StatusCode, StatusText.Of(body)));
        }
        catch (Exception e) when (e is HttpRequestException or IOException || (e is OperationCanceledException && !cancelled.IsCancellationRequested))
        {
            throw new ClusterException($"the API server at {connection.Server} cannot be read: {(e is OperationCanceledException ? "nothing came in time" : e.GetBaseException().Message.ReplaceLineEndings(" "))}");
        }
    }

    private string Refused(string path, int status, string message) => (status, path) switch
    {
        (404, Root) => $"the API server at {connection.Server} has no `{Root}`, which came with Kubernetes 1.23; `check --kubernetes-version` judges by embedded schemas",
        (401, _) => $"the API server at {connection.Server} does not accept our credentials for `{path}`",
        (403, _) => $"may not get `{path}`; grant the verb `get` on the nonResourceURL `{Root}/*`",
        _ => string.Create(CultureInfo.InvariantCulture, $"the API server at {connection.Server} answers `{path}` with {status}{(message.Length == 0 ? "" : ": ")}{message}"),
    };
}
