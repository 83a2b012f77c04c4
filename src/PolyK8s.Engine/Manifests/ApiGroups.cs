using System.Collections.Frozen;

namespace PolyK8s.Engine.Manifests;

/// <summary>The group in front of the slash of an <c>apiVersion</c>.</summary>
internal static class ApiGroups
{
    // One text for each group that many objects are of: every object of a cluster has one.
    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Common = new[]
    {
        "apps", "batch", "autoscaling", "policy", "networking.k8s.io", "rbac.authorization.k8s.io", "storage.k8s.io", "coordination.k8s.io",
        "discovery.k8s.io", "events.k8s.io", "apiextensions.k8s.io", "admissionregistration.k8s.io", ClusterView.PolicyGroup,
    }.ToFrozenSet(StringComparer.Ordinal).GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>The group; empty for the core group.</summary>
    public static string Of(string apiVersion)
    {
        var slash = apiVersion.IndexOf('/', StringComparison.Ordinal);
        return slash < 0 ? "" : Common.TryGetValue(apiVersion.AsSpan(0, slash), out var group) ? group : apiVersion[..slash];
    }
}
