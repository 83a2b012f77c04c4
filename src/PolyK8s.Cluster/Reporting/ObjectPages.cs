using System.Runtime.CompilerServices;
using PolyK8s.Cluster.Writing;
using PolyK8s.Engine.Manifests;

namespace PolyK8s.Cluster.Reporting;

/// <summary>The objects of one resource, page by page and slowly; only one page is held at a time.</summary>
/// <param name="api">Reads.</param>
/// <param name="resource">The resource.</param>
/// <param name="clock">Times the pauses.</param>
internal sealed class ObjectPages(ApiWriter api, WatchedResource resource, TimeProvider clock)
{
    // A page of 100 objects a second at most: 10,000 objects take under two minutes, and an API server hardly notices.
    private const int PageSize = 100;
    private const int Gone = 410;
    private static readonly TimeSpan BetweenPages = TimeSpan.FromSeconds(1);

    /// <summary>Why not everything could be read, one line; null when everything was. A resource the server does not know has no objects.</summary>
    public string? Problem { get; private set; }

    /// <summary>Reads in the first version the server knows.</summary>
    public async IAsyncEnumerable<Manifest> ObjectsAsync([EnumeratorCancellation] CancellationToken cancelled)
    {
        var next = "";
        for (var i = 0; i < resource.Versions.Length;)
        {
            var version = resource.Versions[i];
            var page = await api.GetAsync($"{resource.Path(version)}?limit={PageSize}{(next.Length == 0 ? "" : $"&continue={Uri.EscapeDataString(next)}")}", cancelled);
            if (page.IsAbsent && next.Length == 0)
            {
                i++;
                continue;
            }

            // An expired list names the token to go on with: a slow look at a large collection need not be one moment's.
            var goesOn = page.Status == Gone && page.Object?.TextAt("metadata", "continue") is { Length: > 0 };
            if (!goesOn && (!page.IsSuccess || page.Object is null))
            {
                Problem = ApiWriter.Problem($"list `{resource.Plural}`", page);
                yield break;
            }

            foreach (var item in goesOn ? [] : page.Object!.ItemsAt("items").Where(item => item.Kind == NodeKind.Object))
            {
                yield return Typed(item, version);
            }

            next = page.Object!.TextAt("metadata", "continue") ?? "";
            if (next.Length == 0)
            {
                yield break;
            }

            await Task.Delay(BetweenPages, clock, cancelled);
        }
    }

    private Manifest Typed(ManifestNode item, string version) => new(ManifestNode.Object(
        [
            new("apiVersion", ManifestNode.Of(resource.ApiVersion(version))),
            new("kind", ManifestNode.Of(resource.Kind)),
            .. item.Members.Where(m => m.Name is not ("apiVersion" or "kind")),
        ]));
}
