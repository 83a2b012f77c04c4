using PolyK8s.Engine.Manifests;

namespace PolyK8s.Fixtures;

/// <summary>Trees as nobody meant them: one to four nodes replaced by something of another type or size, dropped, doubled or renamed.</summary>
public static class Mutant
{
    private static readonly ManifestNode[] Strange =
    [
        ManifestNode.Null, ManifestNode.Of(false), ManifestNode.Of(""), ManifestNode.Of("x"), ManifestNode.Of("*"), ManifestNode.Of("../../x"),
        ManifestNode.Of("a\u202eb\u200d\u0000"), ManifestNode.Of("٣"), ManifestNode.Of("-1"), ManifestNode.Of("101%"), ManifestNode.Of("1e999"),
        ManifestNode.Of(new string('y', 300)), ManifestNode.Of(0), ManifestNode.Of(-1), ManifestNode.Of(int.MaxValue + 1L), ManifestNode.Integer("9223372036854775808"),
        ManifestNode.Number("1e400"), ManifestNode.Number("0.5"), ManifestNode.Array([]), ManifestNode.Array([ManifestNode.Null]), ManifestNode.Array(["a", "a"]),
        ManifestNode.Array([ManifestNode.Array([])]), ManifestNode.Object(), ManifestNode.Object(("", ManifestNode.Null)), ManifestNode.Object(("name", ManifestNode.Object())),
    ];

    /// <summary>A tree like <paramref name="tree"/> with a few nodes changed.</summary>
    /// <param name="tree">The tree; it is left as it is.</param>
    /// <param name="random">Decides where and how: the same state gives the same tree.</param>
    public static ManifestNode Of(ManifestNode tree, Random random)
    {
        for (var left = random.Next(1, 5); left > 0; left--)
        {
            var at = random.Next(Size(tree));
            tree = Changed(tree, ref at, random) ?? ManifestNode.Null;
        }

        return tree;
    }

    private static int Size(ManifestNode tree) => 1 + tree.Items.Sum(Size) + tree.Members.Sum(m => Size(m.Value));

    /// <summary>The tree with its node number <paramref name="at"/> (in reading order) changed; null when that node is dropped.</summary>
    private static ManifestNode? Changed(ManifestNode node, ref int at, Random random)
    {
        if (at-- == 0)
        {
            return random.Next(6) switch
            {
                0 => null,
                1 when node.Kind == NodeKind.Array => ManifestNode.Array(node.Items.AddRange(node.Items), node.Place),
                1 or 2 when node.Members.Length > 0 => Renamed(node, random),
                _ => Strange[random.Next(Strange.Length)],
            };
        }

        var (items, members) = (node.Items.ToBuilder(), node.Members.ToBuilder());
        for (var i = items.Count - 1; i >= 0 && at >= 0; i--)
        {
            Put(items, i, Changed(items[i], ref at, random), item => item);
        }

        for (var i = members.Count - 1; i >= 0 && at >= 0; i--)
        {
            var name = members[i].Name;
            Put(members, i, Changed(members[i].Value, ref at, random), value => new(name, value));
        }

        return node.Kind switch
        {
            NodeKind.Array => ManifestNode.Array(items.ToImmutable(), node.Place),
            NodeKind.Object => ManifestNode.Object(members.ToImmutable(), node.Place),
            _ => node,
        };
    }

    private static void Put<T>(System.Collections.Immutable.ImmutableArray<T>.Builder all, int i, ManifestNode? value, Func<ManifestNode, T> wrap)
    {
        if (value is null)
        {
            all.RemoveAt(i);
        }
        else
        {
            all[i] = wrap(value);
        }
    }

    private static ManifestNode Renamed(ManifestNode node, Random random)
    {
        var i = random.Next(node.Members.Length);
        var name = node.Members[i].Name;
        var other = random.Next(3) switch { 0 => name.ToUpperInvariant(), 1 => name + "s", _ => "x-" + name };
        return node.Members.Any(m => m.Name == other) ? node : ManifestNode.Object(node.Members.SetItem(i, new(other, node.Members[i].Value)), node.Place);
    }
}
