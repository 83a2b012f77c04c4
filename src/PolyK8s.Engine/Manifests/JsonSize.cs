using System.Text;

namespace PolyK8s.Engine.Manifests;

/// <summary>How many bytes of JSON a tree takes at least, shared parts counted each time they occur.</summary>
internal static class JsonSize
{
    /// <summary>Whether the tree needs more than <paramref name="limit"/> bytes. Looks at no more nodes than bytes allowed.</summary>
    /// <remarks>A tree out of YAML may share its parts through aliases, and be small in memory and beyond all bounds when written.</remarks>
    public static bool Exceeds(ManifestNode root, long limit)
    {
        var left = limit;
        var rest = new Stack<ManifestNode>([root]);
        while (left >= 0 && rest.TryPop(out var node))
        {
            left -= Own(node);
            foreach (var item in node.Items)
            {
                rest.Push(item);
            }

            foreach (var member in node.Members)
            {
                left -= member.Name.Length + 3;
                rest.Push(member.Value);
            }
        }

        return left < 0;
    }

    // Brackets or quotes, a comma for each element but the first, and the text.
    private static int Own(ManifestNode node) => node.Kind switch
    {
        NodeKind.Array => 2 + Math.Max(0, node.Items.Length - 1),
        NodeKind.Object => 2 + Math.Max(0, node.Members.Length - 1),
        NodeKind.String => 2 + Encoding.UTF8.GetByteCount(node.Text),
        NodeKind.Null => 4,
        _ => node.Text.Length,
    };
}
