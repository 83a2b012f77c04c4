using PolyK8s.Engine.Checking;
using PolyK8s.Engine.Manifests;
using PolyK8s.Engine.Schemas;

namespace PolyK8s.Engine.Writing;

/// <summary>What a server-side apply makes of a live object, worked out here, so that it can be judged before anything is sent.</summary>
/// <remarks>What the server itself makes of it is judged once more, from a dry run, before anything is stored.</remarks>
public static class ServerApply
{
    /// <summary>The field manager of what this program applies.</summary>
    public const string Manager = "poly-k8s";

    /// <summary>The object once a manifest is applied.</summary>
    /// <param name="live">The object as the cluster has it; null when it is not there.</param>
    /// <param name="manifest">The manifest.</param>
    /// <param name="view">The cluster, which may define the kind.</param>
    public static Manifest Over(Manifest? live, Manifest manifest, ClusterView view)
    {
        if (live is null)
        {
            return manifest;
        }

        var left = ManagedFields.Left(live.Root, ManagedFields.Applied(live, Manager), manifest.Root, ManagedFields.OfOthers(live, Manager));
        return Applied.On(left, manifest, KindLookup.Find(Change.Create(manifest), view));
    }

    /// <summary>What to apply so that one more field is set and everything this program applied before stays.</summary>
    /// <param name="live">The object as the cluster has it.</param>
    /// <param name="value">The value of the field.</param>
    /// <param name="path">The field.</param>
    public static ManifestNode Adding(Manifest live, ManifestNode value, params ReadOnlySpan<string> path)
    {
        var owned = ManagedFields.Applied(live, Manager) is { Members.IsEmpty: false } fields ? ManagedFields.Part(live.Root, fields) : ManifestNode.Object();
        var named = NodeEdit.With(NodeEdit.With(owned, ManifestNode.Of(live.Name), "metadata", "name"), ManifestNode.Of(live.Namespace), "metadata", "namespace");
        return NodeEdit.With(
            ManifestNode.Object([new("apiVersion", ManifestNode.Of(live.ApiVersion)), new("kind", ManifestNode.Of(live.Kind)), .. named.Members.Where(m => m.Name is not ("apiVersion" or "kind"))]),
            value,
            path);
    }

    /// <summary>A body that is taken only while the object is the one that was judged.</summary>
    public static ManifestNode Holding(ManifestNode body, Manifest? live) =>
        live?.Root.TextAt("metadata", "resourceVersion") is { } version ? NodeEdit.With(body, ManifestNode.Of(version), "metadata", "resourceVersion") : body;
}
