using System.Collections.Immutable;
using PolyK8s.Cluster.Writing;
using PolyK8s.Engine.Manifests;

namespace PolyK8s.Cluster;

/// <summary>One object of a cluster, asked for as kubectl is asked: by kind, plural or short name.</summary>
/// <param name="Object">The object; null when it is not there.</param>
/// <param name="Message">What the server says when it is not there.</param>
public sealed record LiveObject(Manifest? Object, string Message)
{
    /// <summary>Reads one object.</summary>
    /// <param name="connection">The cluster.</param>
    /// <param name="resource">A kind, a plural or a short name, perhaps with a group: <c>deploy</c>, <c>ingresses.networking.k8s.io</c>.</param>
    /// <param name="ns">The namespace of a namespaced object.</param>
    /// <param name="name">The name.</param>
    /// <param name="cancelled">Gives up.</param>
    /// <exception cref="ClusterException">The server cannot be asked, or has no such kind.</exception>
    public static async Task<LiveObject> GetAsync(ClusterConnection connection, string resource, string ns, string name, CancellationToken cancelled)
    {
        var api = new ApiWriter(connection);
        var served = await FindAsync(api, resource, cancelled);
        var answer = await api.GetAsync(PathOf(served, ns, name), cancelled);
        return new(ObjectOf(answer, $"{served.Plural}/{name}"), answer.IsAbsent ? answer.Message : "");
    }

    /// <summary>Finds the resource once, and gives what reads the object whenever it is asked.</summary>
    /// <param name="connection">The cluster.</param>
    /// <param name="resource">A kind, a plural or a short name, perhaps with a group.</param>
    /// <param name="ns">The namespace of a namespaced object.</param>
    /// <param name="name">The name.</param>
    /// <param name="cancelled">Gives up.</param>
    /// <exception cref="ClusterException">The server cannot be asked, or has no such kind.</exception>
    public static async Task<Func<CancellationToken, Task<Manifest?>>> ReaderAsync(ClusterConnection connection, string resource, string ns, string name, CancellationToken cancelled)
    {
        var api = new ApiWriter(connection);
        var path = PathOf(await FindAsync(api, resource, cancelled), ns, name);
        return later => ReadAsync(api, path, later);
    }

    private static string PathOf(ServedResource served, string ns, string name) => ApiPath.Of(served.Path, served.Plural, served.IsNamespaced ? ns : "", name);

    private static async Task<ServedResource> FindAsync(ApiWriter api, string resource, CancellationToken cancelled) => await ServedResource.FindAsync(api, resource, cancelled)
        ?? throw new ClusterException($"the server has no resource `{resource}`; name a kind, a plural or a short name, as in `deployment/web`");

    /// <summary>Reads one object by its path; null when it is not there.</summary>
    internal static async Task<Manifest?> ReadAsync(ApiWriter api, string path, CancellationToken cancelled) => ObjectOf(await api.GetAsync(path, cancelled), path);

    private static Manifest? ObjectOf(ApiAnswer answer, string name) =>
        answer.IsSuccess && answer.Object is { } root ? new(root)
        : answer.IsAbsent ? null
        : answer.Status is 0 or 429 or >= 500 ? throw new ClusterAwayException(ApiWriter.Problem($"`get` of `{name}`", answer))
        : throw new ClusterException(ApiWriter.Problem($"`get` of `{name}`", answer));
}

/// <summary>A resource that a server serves.</summary>
/// <param name="Path"><c>api/v1</c> or <c>apis/GROUP/VERSION</c>.</param>
/// <param name="Plural">Its name in paths.</param>
/// <param name="IsNamespaced">Whether its objects are in namespaces.</param>
internal sealed record ServedResource(string Path, string Plural, bool IsNamespaced)
{
    /// <summary>The first resource of that name, as kubectl finds it: the core group first, then the others in the server's order.</summary>
    public static async Task<ServedResource?> FindAsync(ApiWriter api, string resource, CancellationToken cancelled)
    {
        var dot = resource.IndexOf('.', StringComparison.Ordinal);
        var (name, group) = dot < 0 ? (resource, null) : (resource[..dot], resource[(dot + 1)..]);
        if (group is null or "" && await InAsync(api, "api/v1", name, cancelled) is { } core)
        {
            return core;
        }

        var groups = Asked(await api.GetAsync("apis", cancelled), "`get` of `apis`").ItemsAt("groups");
        foreach (var path in groups.Where(g => group is null || g.TextAt("name") == group).Select(g => g.TextAt("preferredVersion", "groupVersion")).OfType<string>())
        {
            if (await InAsync(api, $"apis/{path}", name, cancelled) is { } found)
            {
                return found;
            }
        }

        return null;
    }

    /// <summary>The resource of the objects of a kind; null when the server has none.</summary>
    public static Task<ServedResource?> FindAsync(ApiWriter api, string apiVersion, string kind, CancellationToken cancelled) =>
        InAsync(api, apiVersion.Contains('/', StringComparison.Ordinal) ? $"apis/{apiVersion}" : $"api/{apiVersion}", r => r.TextAt("kind") == kind, cancelled);

    private static Task<ServedResource?> InAsync(ApiWriter api, string path, string name, CancellationToken cancelled) => InAsync(api, path, r => IsCalled(r, name), cancelled);

    private static async Task<ServedResource?> InAsync(ApiWriter api, string path, Func<ManifestNode, bool> isIt, CancellationToken cancelled)
    {
        var answer = await api.GetAsync(path, cancelled);
        // A group whose own server is away does not hide the others.
        var resources = answer.Status is 404 or 503 ? ImmutableArray<ManifestNode>.Empty : Asked(answer, $"`get` of `{path}`").ItemsAt("resources");
        var found = resources.FirstOrDefault(r => r.TextAt("name")?.Contains('/', StringComparison.Ordinal) == false && isIt(r));
        return found is null ? null : new(path, found.TextAt("name")!, found["namespaced"] is { Kind: NodeKind.Boolean, Text: "true" });
    }

    private static bool IsCalled(ManifestNode resource, string name) =>
        new[] { resource.TextAt("name"), resource.TextAt("singularName"), resource.TextAt("kind") }.Any(known => string.Equals(known, name, StringComparison.OrdinalIgnoreCase))
        || resource.TextsAt("shortNames").Contains(name, StringComparer.OrdinalIgnoreCase);

    private static ManifestNode Asked(ApiAnswer answer, string what) =>
        answer.IsSuccess && answer.Object is { } node ? node : throw new ClusterException(ApiWriter.Problem(what, answer));
}
