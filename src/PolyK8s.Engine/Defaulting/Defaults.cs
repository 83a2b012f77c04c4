using System.Collections.Immutable;
using PolyK8s.Engine.Manifests;
using PolyK8s.Engine.Policy;
using PolyK8s.Engine.Schemas;

namespace PolyK8s.Engine.Defaulting;

/// <summary>Sets the defaults of the SchemaConstraints that match an object.</summary>
/// <remarks>
/// Only where an object itself is created or updated; nothing on a delete, for a subresource, or once it is being
/// deleted. An update changes only records that its author changed, and nothing that an update may not change: an object
/// that is older than a constraint is not touched by whoever writes a label. A mirror Pod, by which a node shows a file of
/// its own, stays as the node writes it.
/// </remarks>
public static class Defaults
{
    /// <summary>The object of a change with its defaults; null where there is nothing to set them on.</summary>
    public static Defaulted? Of(Change change, ClusterView view)
    {
        if (change is not { Operation: Operation.Create or Operation.Update, Subresource: "", After: { } after } || after.Root.At("metadata", "deletionTimestamp") is not null)
        {
            return null;
        }

        if (IsMirror(after, change.Author))
        {
            return Defaulted.Nothing(after, [], ["a mirror Pod shows a file of its node, and is not changed"]);
        }

        var book = view.Get(ConstraintBook.FromView.Only);
        var constraints = book.For(new(after.Group, after.Kind));
        if (constraints.IsEmpty)
        {
            return Defaulted.Nothing(after, [], []);
        }

        var match = NamespaceMatch.Of([.. constraints.Where(c => !c.Defaults.IsEmpty)], after.Namespace, view);
        var unknown = match.Unknown.Select(c => $"the labels of namespace `{after.Namespace}` are not known: the defaults of constraint `{c.Name}` are left out");
        return Filled(change, after, match.Matching, [.. unknown], book, KindLookup.Find(change, view));
    }

    // The annotation alone would let anybody leave the defaults out: a node itself has to say it.
    private static bool IsMirror(Manifest pod, Author? author) =>
        pod is { Kind: "Pod", Group: "" } && pod.Root.At("metadata", "annotations", "kubernetes.io/config.mirror") is not null
        && author is not null && author.Groups.Contains("system:nodes");

    /// <summary>An object as it would be once created, seen by itself.</summary>
    internal static ManifestNode Created(ManifestNode root, ImmutableArray<SchemaConstraint> matching, ConstraintBook book, KindSchema? schema) =>
        book.Tree([.. matching.Where(c => !c.Defaults.IsEmpty)], schema).GrowthOf(root)?.Of(root) ?? root;

    private static Defaulted Filled(Change change, Manifest after, ImmutableArray<SchemaConstraint> matching, ImmutableArray<string> unknown, ConstraintBook book, KindSchema? schema)
    {
        ImmutableArray<string> names = [.. matching.Select(c => c.Name)];
        if (matching.IsEmpty)
        {
            return Defaulted.Nothing(after, names, unknown);
        }

        var tree = book.Tree(matching, schema);
        var grown = tree.GrowthOf(after.Root);
        var (growth, kept) = grown is not null && change is { Operation: Operation.Update, Before: { } before }
            ? UpdateScope.Of(grown, before, after)
            : (grown, ImmutableArray<string>.Empty);
        ImmutableArray<string> notes = [.. unknown, .. tree.Notes, .. kept];
        return growth is null
            ? Defaulted.Nothing(after, names, notes)
            : new(after with { Root = growth.Of(after.Root) }, [.. growth.Operations(after.Root)], names, notes) { Growth = growth };
    }
}
