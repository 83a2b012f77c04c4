using System.Text;
using System.Text.Encodings.Web;
using PolyK8s.Engine.Manifests;

namespace PolyK8s.Cli.Output;

/// <summary>Writes a tree as YAML, in the form people write manifests in.</summary>
internal static class ManifestYaml
{
    /// <summary>One document, without the line that begins it.</summary>
    public static string Of(ManifestNode node)
    {
        var text = new StringBuilder();
        Append(text, node, 0);
        return text.ToString();
    }

    private static void Append(StringBuilder text, ManifestNode node, int depth)
    {
        foreach (var member in node.Members)
        {
            text.Append(' ', depth * 2).Append(Scalar(member.Name)).Append(':');
            Value(text, member.Value, depth + 1, inList: false);
        }

        foreach (var item in node.Items)
        {
            text.Append(' ', (depth - 1) * 2).Append('-');
            Value(text, item, depth, inList: true);
        }
    }

    private static void Value(StringBuilder text, ManifestNode value, int depth, bool inList)
    {
        if (value is { Kind: NodeKind.Object, Members.IsEmpty: false } or { Kind: NodeKind.Array, Items.IsEmpty: false })
        {
            var inner = new StringBuilder();
            Append(inner, value, depth);
            // The first member of an item stands beside its dash.
            _ = inList && value.Kind == NodeKind.Object ? text.Append(' ').Append(inner.ToString().AsSpan(depth * 2)) : text.Append('\n').Append(inner);
            return;
        }

        text.Append(' ').Append(value.Kind switch
        {
            NodeKind.Object => "{}",
            NodeKind.Array => "[]",
            NodeKind.String => Scalar(value.Text),
            NodeKind.Null => "null",
            _ => value.Text,
        }).Append('\n');
    }

    // Plain where nothing else can be read from it; else as JSON, which every YAML reader takes.
    private static string Scalar(string text) =>
        text.Length > 0 && char.IsAsciiLetter(text[0]) && text.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.' or '/') && !Words.Contains(text, StringComparer.OrdinalIgnoreCase)
            ? text
            : $"\"{JavaScriptEncoder.UnsafeRelaxedJsonEscaping.Encode(text)}\"";

    private static readonly string[] Words = ["true", "false", "yes", "no", "on", "off", "y", "n", "null"];
}
