using System.Collections.Frozen;
using PolyK8s.Engine.Manifests;
using PolyK8s.Engine.Workloads;

namespace PolyK8s.Engine.Indexes;

/// <summary>Objects that another one makes and keeps: it stands for them.</summary>
/// <remarks>
/// Only a kind whose Pods are known stands for what it makes. What an operator makes for a custom resource, and the Pods that a
/// node runs by itself, stand for themselves: nobody can see them in what controls them.
/// </remarks>
public static class Controlled
{
    // Before 1.9 clusters wrote `extensions/v1beta1` into the references of ReplicaSets, and these are kept.
    private static readonly FrozenSet<GroupKind> Controllers =
        PodTemplate.Makers.Select(m => m.Kind).SelectMany(k => k.Group == "apps" ? new[] { k, new("extensions", k.Kind) } : [k])
            .Where(k => k.Kind is not ("Pod" or "PodTemplate")).ToFrozenSet();

    /// <summary>Whether an owner that makes Pods says that it controls the object.</summary>
    public static bool Is(Manifest manifest) => Is(manifest.Root);

    /// <summary>The same of an object's tree.</summary>
    public static bool Is(ManifestNode root) =>
        root.ItemsAt("metadata", "ownerReferences").Any(o => o["controller"] is { Kind: NodeKind.Boolean, Text: "true" } && Controllers.Contains(KindOf(o)));

    /// <summary>Whether any owner at all says so: a workload, a custom resource or a node.</summary>
    public static bool ByAnybody(ManifestNode root) =>
        root.ItemsAt("metadata", "ownerReferences").Any(o => o["controller"] is { Kind: NodeKind.Boolean, Text: "true" });

    private static GroupKind KindOf(ManifestNode owner)
    {
        var version = owner.TextAt("apiVersion") ?? "";
        var slash = version.IndexOf('/', StringComparison.Ordinal);
        return new(slash < 0 ? "" : version[..slash], owner.TextAt("kind") ?? "");
    }
}
