using System.Collections.Immutable;
using PolyK8s.Engine.Manifests;

namespace PolyK8s.Engine.Rbac;

/// <summary>A short text that is equal for equal JSON: places, layout and the order of members do not count.</summary>
public static class Fingerprint
{
    /// <summary>What an update may change without being judged again: what garbage collection and the API server's own bookkeeping write.</summary>
    /// <remarks><c>IsOnlyMutatingGCFields</c> of k8s.io/kubernetes/pkg/registry/rbac, and the fields every write changes.</remarks>
    private static readonly ImmutableHashSet<string> Bookkeeping =
        ["ownerReferences", "finalizers", "managedFields", "resourceVersion", "generation", "selfLink"];

    /// <summary>The fingerprint of a tree.</summary>
    public static string Of(ManifestNode node)
    {
        using var hashed = new HashedBytes();
        ManifestNodeJson.WriteSorted(hashed, node);
        return Convert.ToHexStringLower(hashed.Digest())[..32];
    }

    /// <summary>The fingerprint of an object without the metadata of garbage collection and bookkeeping.</summary>
    public static string OfWhatCounts(Manifest manifest)
    {
        var kept = manifest.Root.Members.Select(member => member.Name == "metadata" ? member with { Value = Without(member.Value, Bookkeeping) } : member);
        return Of(ManifestNode.Object([.. kept]));
    }

    /// <summary>An object without some of its members.</summary>
    public static ManifestNode Without(ManifestNode node, ImmutableHashSet<string> names) =>
        ManifestNode.Object([.. node.Members.Where(member => !names.Contains(member.Name))]);
}
