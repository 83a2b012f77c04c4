using PolyK8s.Engine;
using PolyK8s.Engine.Manifests;

namespace PolyK8s.Cluster.Reflecting;

/// <summary>Reads a whole collection, page by page.</summary>
internal sealed class Lister(ClusterConnection connection, WatchedResource resource, ReflectorTiming timing, TimeProvider clock)
{
    // The page size of kubectl and client-go: bounds the memory of one answer on both sides.
    private const int PageSize = 500;

    /// <summary>The collection of the first version the server knows, or the problem.</summary>
    public async Task<Listed> ListAsync(CancellationToken stop)
    {
        Listed? listed = null;
        foreach (var version in resource.Versions)
        {
            listed = await ListAsync(version, PageSize, stop);
            if (listed.Problem is { IsExpired: true })
            {
                // The pages took longer than the server remembers: all at once, then.
                listed = await ListAsync(version, 0, stop);
            }

            if (listed.Problem is not { IsAbsent: true })
            {
                return listed;
            }
        }

        return listed!;
    }

    private async Task<Listed> ListAsync(string version, int pageSize, CancellationToken stop)
    {
        var objects = ObjectSet.Empty;
        var next = "";
        while (true)
        {
            var query = pageSize == 0 ? "" : $"?limit={pageSize}{(next.Length == 0 ? "" : "&continue=")}{Uri.EscapeDataString(next)}";
            var (page, problem) = await PageAsync($"{resource.Path(version)}{query}", stop);
            if (page is null)
            {
                return Listed.Failed(version, problem!);
            }

            objects = objects.With(page.ItemsAt("items").Where(item => item.Kind == NodeKind.Object).Select(item => Slim.Of(item, resource, version)));
            next = page.TextAt("metadata", "continue") ?? "";
            if (next.Length == 0)
            {
                return new(version, objects, page.TextAt("metadata", "resourceVersion") ?? "", null);
            }
        }
    }

    private async Task<(ManifestNode? Page, ApiProblem? Problem)> PageAsync(string path, CancellationToken stop)
    {
        using var late = new CancellationTokenSource(timing.PageTime, clock);
        using var over = CancellationTokenSource.CreateLinkedTokenSource(stop, late.Token);
        try
        {
            using var response = await connection.GetAsync(path, Accept.List(resource.Parts), over.Token);
            var body = await response.Content.ReadAsByteArrayAsync(over.Token);
            if (!response.IsSuccessStatusCode)
            {
                return (null, ApiProblem.Answered((int)response.StatusCode, "list", resource, StatusText.Of(body)));
            }

            return ManifestJson.TryParse(body, out var page, out var fault)
                ? (page, null)
                : (null, ApiProblem.Unreadable("list", resource, $"{fault.Place}: {fault.Problem}"));
        }
        catch (Exception e) when (e is HttpRequestException or IOException || (e is OperationCanceledException && !stop.IsCancellationRequested))
        {
            return (null, ApiProblem.Unreachable("list", resource, e));
        }
    }
}
