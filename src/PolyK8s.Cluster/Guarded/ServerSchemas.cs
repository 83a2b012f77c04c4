using PolyK8s.Cluster.Writing;
using PolyK8s.Engine.Schemas;

namespace PolyK8s.Cluster.Guarded;

/// <summary>The schemas of a server's own version.</summary>
internal static class ServerSchemas
{
    /// <summary>The embedded schemas of the version the server says it has, the oldest for one before them; null for a later one, whose fields nobody here knows, and for one that does not say.</summary>
    public static async Task<SchemaPack?> AskAsync(ApiWriter api, CancellationToken cancelled)
    {
        var version = (await api.GetAsync("version", cancelled)).Object?.TextAt("gitVersion") ?? "";
        return KubernetesVersion.MinorOf(version) is { } minor ? SchemaPack.Of(Math.Max(minor, SchemaPack.Oldest)) : null;
    }
}
