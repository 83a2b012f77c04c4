using System.Text;
using System.Text.RegularExpressions;

namespace PolyK8s.Engine.Manifests;

/// <summary>Writes a tree as YAML, in the form people write manifests in.</summary>
public static partial class ManifestYaml
{
    /// <summary>One document, without the line that begins it.</summary>
    public static string Of(ManifestNode node)
    {
        var text = new StringBuilder();
        Append(text, node, 0);
        return text.ToString();
    }

    /// <summary>A value that takes no lines of its own: a scalar, or an empty map or list.</summary>
    internal static string Flat(ManifestNode node) => node.Kind switch
    {
        NodeKind.Object => "{}",
        NodeKind.Array => "[]",
        NodeKind.Null => "null",
        NodeKind.String when !Plain().IsMatch(node.Text) || Words().IsMatch(node.Text) => node.ToString(),
        _ => node.Text,
    };

    private static void Append(StringBuilder text, ManifestNode node, int depth)
    {
        foreach (var member in node.Members)
        {
            text.Append(' ', depth * 2).Append(Flat(ManifestNode.Of(member.Name))).Append(':');
            Value(text, member.Value, depth + 1, inList: false);
        }

        foreach (var item in node.Items)
        {
            text.Append(' ', Math.Max(depth - 1, 0) * 2).Append('-');
            Value(text, item, Math.Max(depth, 1), inList: true);
        }
    }

    private static void Value(StringBuilder text, ManifestNode value, int depth, bool inList)
    {
        if (value.Members.IsEmpty && value.Items.IsEmpty)
        {
            text.Append(' ').Append(Flat(value)).Append('\n');
            return;
        }

        // The first line of an item stands beside its dash; a list in a list is a level deeper.
        var inner = new StringBuilder();
        Append(inner, value, inList && value.Kind == NodeKind.Array ? depth + 1 : depth);
        _ = inList ? text.Append(' ').Append(inner.ToString().AsSpan(depth * 2)) : text.Append('\n').Append(inner);
    }

    // Text that no reader of YAML takes for anything but text.
    [GeneratedRegex(@"\A[A-Za-z_/][A-Za-z0-9_./:@-]*(?<!:)\z")]
    private static partial Regex Plain();

    [GeneratedRegex(@"\A(?:true|false|yes|no|on|off|y|n|null)\z", RegexOptions.IgnoreCase)]
    private static partial Regex Words();
}
