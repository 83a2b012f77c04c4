using System.Collections.Immutable;
using PolyK8s.Engine.Manifests;

namespace PolyK8s.Engine.Writing;

/// <summary>Which fields of an object which manager owns, as <c>metadata.managedFields</c> says (FieldsV1).</summary>
/// <remarks>
/// A tree of <c>f:NAME</c> for members, <c>k:{…}</c> for items by their keys, <c>v:…</c> for items by value and <c>i:N</c> by
/// place; a node without such children stands for everything below it, and <c>.</c> for the node itself.
/// </remarks>
internal static class ManagedFields
{
    private static readonly ManifestNode Nothing = ManifestNode.Object();

    /// <summary>What a manager applied.</summary>
    public static ManifestNode Applied(Manifest live, string manager) =>
        Entries(live).FirstOrDefault(e => IsApplied(e, manager))?["fieldsV1"] ?? Nothing;

    /// <summary>What the others own.</summary>
    public static ImmutableArray<ManifestNode> OfOthers(Manifest live, string manager) =>
        [.. Entries(live).Where(e => !IsApplied(e, manager)).Select(e => e["fieldsV1"]).OfType<ManifestNode>()];

    /// <summary>The part of a tree that some fields name.</summary>
    public static ManifestNode Part(ManifestNode node, ManifestNode fields) => IsWhole(fields) ? node : node.Kind switch
    {
        NodeKind.Object => ManifestNode.Object([.. node.Members.Where(m => fields[$"f:{m.Name}"] is not null).Select(m => m with { Value = Part(m.Value, fields[$"f:{m.Name}"]!) })]),
        NodeKind.Array => ManifestNode.Array([.. node.Items.Select((item, i) => OfItem(item, i, fields) is { } of ? Keyed(item, of) : null).OfType<ManifestNode>()]),
        _ => node,
    };

    /// <summary>The live tree without what the manager alone owns and does not want any more.</summary>
    /// <param name="node">The live tree.</param>
    /// <param name="own">What the manager owns of it.</param>
    /// <param name="wanted">What the manager wants now; null for nothing.</param>
    /// <param name="others">What others own of it.</param>
    public static ManifestNode Left(ManifestNode node, ManifestNode own, ManifestNode? wanted, ImmutableArray<ManifestNode> others) => node.Kind switch
    {
        NodeKind.Object => ManifestNode.Object([.. node.Members.SelectMany(m => LeftMember(m, own, wanted, others))], node.Place),
        NodeKind.Array => ManifestNode.Array(
            [.. node.Items.Select((item, i) => LeftItem(item, i, own, wanted, others)).OfType<ManifestNode>()], node.Place),
        _ => node,
    };

    private static IEnumerable<ManifestMember> LeftMember(ManifestMember member, ManifestNode own, ManifestNode? wanted, ImmutableArray<ManifestNode> others)
    {
        if (Kept(member.Value, own[$"f:{member.Name}"], wanted?[member.Name], Below(others, $"f:{member.Name}")) is { } kept)
        {
            yield return member with { Value = kept };
        }
    }

    private static ManifestNode? LeftItem(ManifestNode item, int i, ManifestNode own, ManifestNode? wanted, ImmutableArray<ManifestNode> others)
    {
        if (KeyOf(item, i, own) is not { } key)
        {
            return item;
        }

        var same = wanted?.Items.Select((other, j) => (other, j)).FirstOrDefault(w => Fits(key, w.other, w.j)).other;
        return Kept(item, own[key], same, Below(others, key));
    }

    private static ManifestNode? Kept(ManifestNode node, ManifestNode? own, ManifestNode? wanted, ImmutableArray<ManifestNode> others)
    {
        if (own is null || (IsWhole(own) && (wanted is not null || !others.IsEmpty)))
        {
            return node;
        }

        // A map or an item that was ours goes with everything in it.
        if (IsWhole(own) || (wanted is null && others.IsEmpty && own["."] is not null))
        {
            return null;
        }

        var left = Left(node, own, wanted, others);
        return wanted is null && others.IsEmpty && left.Members.IsEmpty && left.Items.IsEmpty ? null : left;
    }

    private static ManifestNode Keyed(ManifestNode item, (string Key, ManifestNode Fields) of)
    {
        var part = Part(item, of.Fields);
        return of.Key.StartsWith("k:", StringComparison.Ordinal) && Keys(of.Key) is { } keys
            ? ManifestNode.Object([.. keys.Members.Where(k => part[k.Name] is null), .. part.Members])
            : part;
    }

    private static (string Key, ManifestNode Fields)? OfItem(ManifestNode item, int i, ManifestNode fields) =>
        KeyOf(item, i, fields) is { } key ? (key, fields[key]!) : null;

    private static string? KeyOf(ManifestNode item, int i, ManifestNode fields) => fields.Members.Select(f => f.Name).FirstOrDefault(name => Fits(name, item, i));

    private static bool Fits(string key, ManifestNode item, int i) =>
        key.StartsWith("k:", StringComparison.Ordinal) ? Keys(key) is { Members: { IsEmpty: false } keys } && keys.All(k => item[k.Name] is { } value ? value.ToString() == k.Value.ToString() : IsDefault(k))
        : key.StartsWith("v:", StringComparison.Ordinal) ? item.ToString() == key[2..]
        : key.StartsWith("i:", StringComparison.Ordinal) && key[2..] == i.ToString(System.Globalization.CultureInfo.InvariantCulture);

    // The one key that the server fills in where a manifest leaves it out.
    private static bool IsDefault(ManifestMember key) => key is { Name: "protocol", Value.Text: "TCP" };

    private static ManifestNode? Keys(string key) =>
        ManifestJson.TryParse(System.Text.Encoding.UTF8.GetBytes(key[2..]), out var node, out _) && node.Kind == NodeKind.Object ? node : null;

    private static ImmutableArray<ManifestNode> Below(ImmutableArray<ManifestNode> trees, string name) => [.. trees.Select(t => t[name]).OfType<ManifestNode>()];

    private static bool IsWhole(ManifestNode fields) => fields.Members.All(f => f.Name == ".");

    private static ImmutableArray<ManifestNode> Entries(Manifest live) => live.Root.ItemsAt("metadata", "managedFields");

    // What is applied to a subresource, as the status, is another entry.
    private static bool IsApplied(ManifestNode entry, string manager) =>
        entry.TextAt("manager") == manager && entry.TextAt("operation") == "Apply" && entry.TextAt("subresource") is null or "";
}
