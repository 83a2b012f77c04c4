using System.Collections.Immutable;
using PolyK8s.Engine.Kernels;
using PolyK8s.Engine.References;

namespace PolyK8s.Engine;

/// <summary>Deletions by the garbage collector: an object goes after its owners.</summary>
/// <remarks>
/// Who deletes the owner has asked for this. The collector never gives up: a refusal keeps the object for as long as
/// something needs it, and a deletion in the foreground waiting for that long.
/// </remarks>
internal static class CollectedObject
{
    // With and without credentials of its own for each controller (`--use-service-account-credentials`).
    private static readonly ImmutableHashSet<string> Collectors = ["system:serviceaccount:kube-system:generic-garbage-collector", "system:kube-controller-manager"];

    /// <summary>Whether the collector deletes an object none of whose owners is known to stay.</summary>
    public static bool Takes(Change change, ClusterView view) =>
        change is { Operation: Operation.Delete, Object: var gone, Author.Name: { } author }
        && Collectors.Contains(author)
        && OwnerDecision.IsCollected(gone.Namespace.Length > 0, [.. gone.Root.ItemsAt("metadata", "ownerReferences").Select((node, i) => OwnerReference.Of(node, i).Staying(gone, view))]);
}
