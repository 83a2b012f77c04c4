using System.Collections.Immutable;
using System.Text;
using PolyK8s.Engine.Manifests;
using PolyK8s.Engine.Schemas;

namespace PolyK8s.Engine.Checking;

/// <summary>What <c>kubectl apply</c> makes of a live object and a manifest that says nothing of what the server filled in.</summary>
/// <remarks>
/// Mirrors the three-way merge of kubectl: what the manifest leaves out stays as it is, unless the manifest applied last had
/// it. Lists of a built-in kind are merged by the keys of their items where the schema names keys; any other list is replaced.
/// </remarks>
internal sealed class Applied
{
    private const string LastApplied = "kubectl.kubernetes.io/last-applied-configuration";

    private readonly KindSchema? _schema;

    private Applied(KindSchema? schema) => _schema = schema;

    /// <summary>Whether an object was read from a cluster and the other was not: then they are not alike.</summary>
    public static bool Concerns(Manifest live, Manifest manifest) => IsLive(live) && !IsLive(manifest);

    /// <summary>The manifest laid over the live object. What comes from the live object has no place in the manifest's file.</summary>
    /// <param name="live">The object as the cluster has it.</param>
    /// <param name="manifest">The object as a file has it.</param>
    /// <param name="schema">The kind's schema; null when it is not known.</param>
    public static Manifest Over(Manifest live, Manifest manifest, KindSchema? schema)
    {
        var last = live.Root.At("metadata", "annotations")?.TextAt(LastApplied) is { } text
            ? ManifestReader.Read(Encoding.UTF8.GetBytes(text), "").Manifests.FirstOrDefault()?.Root
            : null;
        return manifest with { Root = new Applied(schema).Merged(live.Root, manifest.Root, last, schema?.Root ?? -1) };
    }

    /// <summary>The manifest laid over a live object from which nothing else is to go.</summary>
    public static Manifest On(ManifestNode live, Manifest manifest, KindSchema? schema) =>
        manifest with { Root = new Applied(schema).Merged(live, manifest.Root, null, schema?.Root ?? -1) };

    private static bool IsLive(Manifest manifest) => manifest.Root.TextAt("metadata", "uid") is { Length: > 0 };

    private ManifestNode Merged(ManifestNode? old, ManifestNode now, ManifestNode? last, int schema) => (old, now) switch
    {
        ({ Kind: NodeKind.Object }, { Kind: NodeKind.Object }) => Record(old, now, last, schema),
        ({ Kind: NodeKind.Array }, { Kind: NodeKind.Array }) when schema >= 0 && _schema is { IsCustom: false } && _schema.Table[schema] is { ListType: not ListType.Atomic } node => List(old, now, last, node),
        _ => now,
    };

    private ManifestNode Record(ManifestNode old, ManifestNode now, ManifestNode? last, int schema) => ManifestNode.Object(
        [
            .. now.Members.Select(member => member with { Value = Merged(old[member.Name], member.Value, last?[member.Name], Below(schema, member.Name)) }),
            .. old.Members.Where(member => now[member.Name] is null && last?[member.Name] is null).Select(member => member with { Value = Unplaced(member.Value) }),
        ],
        now.Place);

    // The items of before keep their order; new ones come after them.
    private ManifestNode List(ManifestNode old, ManifestNode now, ManifestNode? last, SchemaNode node)
    {
        var keyed = now.Items.Select(item => (Key: KeyOf(item, node), Item: item)).ToArray();
        var (before, dropped) = (old.Items.Select(item => KeyOf(item, node)).ToArray(), (last?.Items ?? []).Select(item => KeyOf(item, node)).ToHashSet(StringComparer.Ordinal));
        var kept = old.Items.Select((item, i) => Array.FindIndex(keyed, other => other.Key == before[i]) is var at and >= 0
            ? Merged(item, keyed[at].Item, last?.Items.FirstOrDefault(other => KeyOf(other, node) == before[i]), node.Element)
            : dropped.Contains(before[i]) ? null : Unplaced(item));
        return ManifestNode.Array([.. kept.OfType<ManifestNode>(), .. keyed.Where(item => !before.Contains(item.Key, StringComparer.Ordinal)).Select(item => item.Item)], now.Place);
    }

    private string KeyOf(ManifestNode item, SchemaNode node) => node.ListType == ListType.Set
        ? item.ToString()
        : string.Join('\n', node.Keys.Select(key => (item[key]?.ToString() ?? DefaultOf(node.Element, key)).Trim('"')));

    private string DefaultOf(int schema, string name) =>
        schema < 0 ? "" : _schema!.Table[schema].Fields.FirstOrDefault(field => field.Name == name)?.Default ?? "";

    private int Below(int schema, string name) =>
        schema < 0 || _schema!.Table[schema] is not { } node ? -1
        : node.Shape == Shape.Map ? node.Element
        : node.Fields.FirstOrDefault(field => field.Name == name)?.Schema ?? -1;

    // Recursion is as deep as the live object, whose depth the reader bounds.
    private static ManifestNode Unplaced(ManifestNode node) => node.Kind switch
    {
        NodeKind.Object => ManifestNode.Object([.. node.Members.Select(member => member with { Value = Unplaced(member.Value) })]),
        NodeKind.Array => ManifestNode.Array(node.Items.Select(Unplaced).ToImmutableArray()),
        NodeKind.String => ManifestNode.Of(node.Text),
        NodeKind.Integer => ManifestNode.Integer(node.Text),
        NodeKind.Number => ManifestNode.Number(node.Text),
        NodeKind.Boolean => ManifestNode.Of(node.Text == "true"),
        _ => ManifestNode.Null,
    };
}
