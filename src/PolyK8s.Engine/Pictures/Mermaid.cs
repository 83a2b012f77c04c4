using System.Globalization;
using System.Text;

namespace PolyK8s.Engine.Pictures;

/// <summary>A drawing as a Mermaid flowchart.</summary>
public static class Mermaid
{
    /// <summary>The text.</summary>
    public static string Write(Drawing drawing)
    {
        var text = new StringBuilder("flowchart LR\n");
        if (drawing.Note.Length > 0)
        {
            text.Append(CultureInfo.InvariantCulture, $"  %% {drawing.Note.ReplaceLineEndings(" ")}\n");
        }

        var groups = drawing.Boxes.Select((box, i) => (Box: box, Id: i)).GroupBy(b => b.Box.Group, StringComparer.Ordinal).Select((g, i) => (Group: g, Id: i));
        foreach (var (group, id) in groups)
        {
            text.Append(group.Key.Length == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $"  subgraph g{id} [{Quoted(group.Key)}]\n"));
            foreach (var (box, node) in group)
            {
                text.Append(CultureInfo.InvariantCulture, $"    n{node}[{Quoted(box.Label)}]{Class(box.Mark)}\n");
            }

            text.Append(group.Key.Length == 0 ? "" : "  end\n");
        }

        foreach (var arrow in drawing.Arrows)
        {
            text.Append(CultureInfo.InvariantCulture, $"  n{arrow.From} {(arrow.IsDashed ? "-.->" : "-->")}{(arrow.Label.Length == 0 ? "" : $"|{Quoted(arrow.Label)}|")} n{arrow.To}\n");
        }

        Styles(drawing, text);
        return text.ToString();
    }

    private static void Styles(Drawing drawing, StringBuilder text)
    {
        var marks = drawing.Boxes.Select(b => b.Mark).ToHashSet();
        text.Append(marks.Contains(Mark.Cycle) ? "  classDef cycle stroke:#c00000,stroke-width:3px\n" : "");
        text.Append(marks.Contains(Mark.Missing) ? "  classDef missing stroke:#c06000,stroke-dasharray:4\n" : "");
        foreach (var (mark, color) in new[] { (Mark.Cycle, "#c00000"), (Mark.Missing, "#c06000") })
        {
            var links = Enumerable.Range(0, drawing.Arrows.Length).Where(i => drawing.Arrows[i].Mark == mark).Select(i => i.ToString(CultureInfo.InvariantCulture)).ToArray();
            text.Append(links.Length == 0 ? "" : $"  linkStyle {string.Join(',', links)} stroke:{color}\n");
        }
    }

    private static string Class(Mark mark) => mark switch
    {
        Mark.Cycle => ":::cycle",
        Mark.Missing => ":::missing",
        _ => "",
    };

    /// <summary>A text in quotes that it cannot leave.</summary>
    /// <remarks>Mermaid has no escapes, only numbered entities; whatever could end a text or begin another language is one.</remarks>
    public static string Quoted(string text)
    {
        var quoted = new StringBuilder("\"");
        foreach (var c in text)
        {
            quoted.Append(char.IsControl(c) ? " "
                : c is '"' or '#' or '<' or '>' or '&' or '`' or '\\' or ';' or '{' or '}' or '|' or '[' or ']' or '$' ? string.Create(CultureInfo.InvariantCulture, $"#{(int)c};")
                : c.ToString());
        }

        return quoted.Append('"').ToString();
    }
}
