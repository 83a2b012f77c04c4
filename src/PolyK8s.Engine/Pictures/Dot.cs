using System.Globalization;
using System.Text;

namespace PolyK8s.Engine.Pictures;

/// <summary>A drawing in the language of Graphviz.</summary>
public static class Dot
{
    /// <summary>The text.</summary>
    public static string Write(Drawing drawing)
    {
        var text = new StringBuilder("digraph objects {\n  rankdir=LR;\n  node [shape=box, fontname=\"sans-serif\"];\n  edge [fontname=\"sans-serif\", fontsize=10];\n");
        if (drawing.Note.Length > 0)
        {
            text.Append(CultureInfo.InvariantCulture, $"  label={Quoted(drawing.Note)};\n");
        }

        var groups = drawing.Boxes.Select((box, i) => (Box: box, Id: i)).GroupBy(b => b.Box.Group, StringComparer.Ordinal).Select((g, i) => (Group: g, Id: i));
        foreach (var (group, id) in groups)
        {
            var indent = group.Key.Length == 0 ? "  " : "    ";
            text.Append(group.Key.Length == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $"  subgraph cluster_{id} {{\n    label={Quoted(group.Key)};\n"));
            foreach (var (box, node) in group)
            {
                text.Append(CultureInfo.InvariantCulture, $"{indent}n{node} [label={Quoted(box.Label)}{Style(box.Mark)}];\n");
            }

            text.Append(group.Key.Length == 0 ? "" : "  }\n");
        }

        foreach (var arrow in drawing.Arrows)
        {
            var style = arrow.IsDashed ? ", style=dashed" : "";
            text.Append(CultureInfo.InvariantCulture, $"  n{arrow.From} -> n{arrow.To} [label={Quoted(arrow.Label)}{style}{Color(arrow.Mark)}];\n");
        }

        return text.Append("}\n").ToString();
    }

    private static string Style(Mark mark) => mark switch
    {
        Mark.Cycle => ", color=\"#c00000\", penwidth=2",
        Mark.Missing => ", color=\"#c06000\", style=dashed",
        _ => "",
    };

    private static string Color(Mark mark) => mark switch
    {
        Mark.Cycle => ", color=\"#c00000\", penwidth=2",
        Mark.Missing => ", color=\"#c06000\"",
        _ => "",
    };

    /// <summary>A text in quotes that it cannot leave.</summary>
    public static string Quoted(string text)
    {
        var quoted = new StringBuilder("\"");
        foreach (var c in text)
        {
            quoted.Append(c is '"' or '\\' ? $"\\{c}" : char.IsControl(c) ? " " : c.ToString());
        }

        return quoted.Append('"').ToString();
    }
}
