using PolyK8s.Engine.Manifests;

namespace PolyK8s.Engine.Defaulting;

/// <summary>A line of a document before and after it grows.</summary>
/// <param name="Mark">A blank for one that stays, a minus for one that goes, a plus for one that comes.</param>
/// <param name="Text">The line.</param>
internal readonly record struct YamlLine(char Mark, string Text);

/// <summary>A document as YAML in block style, with the lines that its growth adds.</summary>
internal static class YamlLines
{
    /// <summary>The lines.</summary>
    public static List<YamlLine> Of(ManifestNode document, Growth? growth)
    {
        var lines = new List<YamlLine>();
        Write(document, growth, "", ' ', lines);
        return lines;
    }

    private static void Write(ManifestNode node, Growth? growth, string indent, char mark, List<YamlLine> lines)
    {
        if (node.Kind == NodeKind.Array)
        {
            for (var i = 0; i < node.Items.Length; i++)
            {
                Item(node.Items[i], growth?.Inside[i], indent, mark, lines);
            }

            return;
        }

        for (var i = 0; i < node.Members.Length; i++)
        {
            Member(node.Members[i], growth?.Inside[i], indent, mark, lines);
        }

        foreach (var member in growth?.Added ?? [])
        {
            Member(member, null, indent, '+', lines);
        }
    }

    private static void Member(ManifestMember member, Growth? growth, string indent, char mark, List<YamlLine> lines)
    {
        var (name, value) = (ManifestYaml.Flat(ManifestNode.Of(member.Name)), member.Value);
        if (IsFlat(value) && growth is null)
        {
            lines.Add(new(mark, $"{indent}{name}: {ManifestYaml.Flat(value)}"));
            return;
        }

        if (IsFlat(value))
        {
            lines.Add(new('-', $"{indent}{name}: {ManifestYaml.Flat(value)}"));
        }

        lines.Add(new(IsFlat(value) ? '+' : mark, $"{indent}{name}:"));
        Write(value, growth, value.Kind == NodeKind.Array ? indent : indent + "  ", mark, lines);
    }

    private static void Item(ManifestNode item, Growth? growth, string indent, char mark, List<YamlLine> lines)
    {
        if (IsFlat(item) && growth is null)
        {
            lines.Add(new(mark, $"{indent}- {ManifestYaml.Flat(item)}"));
            return;
        }

        if (IsFlat(item))
        {
            lines.Add(new('-', $"{indent}- {ManifestYaml.Flat(item)}"));
        }

        // The dash goes where the first line would be indented; a first line that is replaced is two.
        var first = lines.Count;
        Write(item, growth, indent + "  ", mark, lines);
        for (var i = first; i < lines.Count; i++)
        {
            lines[i] = lines[i] with { Text = $"{indent}- {lines[i].Text[(indent.Length + 2)..]}" };
            if (lines[i].Mark != '-')
            {
                break;
            }
        }
    }

    private static bool IsFlat(ManifestNode node) => node.Members.IsEmpty && node.Items.IsEmpty;
}
