using System.Collections.Immutable;
using System.Globalization;
using PolyK8s.Engine.Manifests;

namespace PolyK8s.Engine.References;

/// <summary>One owner reference.</summary>
/// <param name="Kind">The owner's kind.</param>
/// <param name="Name">Its name.</param>
/// <param name="Uid">Its uid; empty when none is given.</param>
/// <param name="Controls">Whether it says that it controls the object.</param>
/// <param name="Path">The field path of the reference.</param>
/// <param name="Node">The reference.</param>
internal sealed record OwnerReference(GroupKind Kind, string Name, string Uid, bool Controls, string Path, ManifestNode Node)
{
    /// <summary>Reads one.</summary>
    public static OwnerReference Of(ManifestNode node, int place)
    {
        var version = node.TextAt("apiVersion") ?? "";
        var group = version.IndexOf('/', StringComparison.Ordinal) is var slash and >= 0 ? version[..slash] : "";
        return new(
            new(group, node.TextAt("kind") ?? ""), node.TextAt("name") ?? "", node.TextAt("uid") ?? "",
            node["controller"] is { Kind: NodeKind.Boolean, Text: "true" },
            string.Create(CultureInfo.InvariantCulture, $"metadata.ownerReferences[{place}]"), node);
    }

    /// <summary>Those of an object; what is there twice is one, as the API server drops the second.</summary>
    public static ImmutableArray<OwnerReference> AllOf(Manifest manifest)
    {
        var nodes = manifest.Root.ItemsAt("metadata", "ownerReferences");
        return [.. nodes.Select(Of).Where((owner, i) => !nodes.Take(i).Any(earlier => SameJson.As(earlier, owner.Node)))];
    }

    /// <summary>What the garbage collector finds of it.</summary>
    public OwnerFacts Facts(Manifest dependent, ClusterView view) => Facts(IsIn(dependent.Namespace, view));

    /// <summary>The same of owners that stay: one that is being deleted counts as absent.</summary>
    public OwnerFacts Staying(Manifest dependent, ClusterView view) =>
        Facts(Find(dependent.Namespace, view) is { } found && IsSame(found) && found.Root.At("metadata", "deletionTimestamp") is null);

    /// <summary>Whether it is where it is looked for.</summary>
    public bool IsIn(string ns, ClusterView view) => Find(ns, view) is { } found && IsSame(found);

    /// <summary>The object of its name where it is looked for.</summary>
    public Manifest? Find(string ns, ClusterView view) => view.Of(Kind).Find(ClusterScopedKinds.Contains(Kind) ? "" : ns, Name) ?? view.Of(Kind).Find("", Name);

    /// <summary>Whether an object of its name is the one meant: where both say a uid, it is the same.</summary>
    public bool IsSame(Manifest manifest) => Uid.Length == 0 || manifest.Root.TextAt("metadata", "uid") is not { Length: > 0 } uid || uid == Uid;

    private OwnerFacts Facts(bool isFound) => new(!ClusterScopedKinds.Contains(Kind), isFound, Controls);
}
