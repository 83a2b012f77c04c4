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
        var served = await ServedResource.FindAsync(api, resource, cancelled)
            ?? throw new ClusterException($"the server has no resource `{resource}`; name a kind, a plural or a short name, as in `deployment/web`");
        var answer = await api.GetAsync(ApiPath.Of(served.Path, served.Plural, served.IsNamespaced ? ns : "", name), cancelled);
        return answer.IsSuccess && answer.Object is { } root ? new(new(root), "")
            : answer.IsAbsent ? new(null, answer.Message)
            : throw new ClusterException(ApiWriter.Problem($"`get` of `{served.Plural}/{name}`", answer));
    }
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

    private static async Task<ServedResource?> InAsync(ApiWriter api, string path, string name, CancellationToken cancelled)
    {
        var answer = await api.GetAsync(path, cancelled);
        // A group whose own server is away does not hide the others.
        var resources = answer.Status is 404 or 503 ? ImmutableArray<ManifestNode>.Empty : Asked(answer, $"`get` of `{path}`").ItemsAt("resources");
        var found = resources.FirstOrDefault(r => r.TextAt("name")?.Contains('/', StringComparison.Ordinal) == false && IsCalled(r, name));
        return found is null ? null : new(path, found.TextAt("name")!, found["namespaced"] is { Kind: NodeKind.Boolean, Text: "true" });
    }

    private static bool IsCalled(ManifestNode resource, string name) =>
        new[] { resource.TextAt("name"), resource.TextAt("singularName"), resource.TextAt("kind") }.Any(known => string.Equals(known, name, StringComparison.OrdinalIgnoreCase))
        || resource.TextsAt("shortNames").Contains(name, StringComparer.OrdinalIgnoreCase);

    private static ManifestNode Asked(ApiAnswer answer, string what) =>
        answer.IsSuccess && answer.Object is { } node ? node : throw new ClusterException(ApiWriter.Problem(what, answer));
}
