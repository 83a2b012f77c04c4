namespace PolyK8s.Engine;

/// <summary>Deletions in a namespace that is being deleted: whatever is in it goes, in the order of the namespace controller.</summary>
/// <remarks>A refusal there keeps nothing, and the namespace in Terminating: for as long as something needs the object, or for ever.</remarks>
internal static class EndingNamespace
{
    /// <summary>Whether an object is deleted from a namespace that is being deleted, as far as a view knows.</summary>
    public static bool Takes(Change change, ClusterView view) =>
        change.Operation == Operation.Delete
        && change.Object.Namespace is { Length: > 0 } ns
        && view.Of("", "Namespace").Find("", ns)?.Root.At("metadata", "deletionTimestamp") is not null;
}
