using System.Collections.Immutable;
using System.Globalization;
using System.Net;
using System.Text;
using PolyK8s.Engine.Graphs;
using PolyK8s.Engine.Kernels;

namespace PolyK8s.Engine.Pictures;

/// <summary>A drawing as one page that needs nothing else: no script, no style sheet, no network.</summary>
public static class Html
{
    private const int Width = 250;
    private const int Height = 44;
    private const int Across = 330;
    private const int Down = 64;
    private const int LongestLabel = 36;

    private const string Head = """
        <!DOCTYPE html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <title>objects</title>
        <style>
        body { font-family: sans-serif; margin: 1rem; }
        rect { fill: #f4f6fa; stroke: #44546a; }
        .cycle rect, path.cycle { stroke: #c00000; stroke-width: 2.5; }
        .missing rect, path.missing { stroke: #c06000; stroke-dasharray: 5 3; }
        path { fill: none; stroke: #8a94a6; }
        path.dashed { stroke-dasharray: 4 3; }
        text { font-size: 12px; } text.frame { fill: #667; font-size: 10px; }
        td, th { text-align: left; padding: 0.1rem 0.8rem 0.1rem 0; }
        tr.cycle { color: #c00000; } tr.missing { color: #c06000; }
        </style>
        </head>
        <body>

        """;

    /// <summary>The page.</summary>
    public static string Write(Drawing drawing)
    {
        var places = Places(drawing);
        var (width, height) = (places.Select(p => p.X).DefaultIfEmpty(0).Max() + Width + 20, places.Select(p => p.Y).DefaultIfEmpty(0).Max() + Height + 20);
        var page = new StringBuilder(Head);
        page.Append(drawing.Note.Length > 0 ? $"<p>{WebUtility.HtmlEncode(drawing.Note)}</p>\n" : "");
        page.Append(CultureInfo.InvariantCulture, $"<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"{height}\">\n");
        page.Append("<defs><marker id=\"head\" viewBox=\"0 0 8 8\" refX=\"8\" refY=\"4\" markerWidth=\"8\" markerHeight=\"8\" orient=\"auto\"><path d=\"M0 0L8 4L0 8z\" style=\"fill:#8a94a6\"/></marker></defs>\n");
        foreach (var arrow in drawing.Arrows)
        {
            Draw(page, arrow, places[arrow.From], places[arrow.To]);
        }

        for (var i = 0; i < drawing.Boxes.Length; i++)
        {
            Draw(page, drawing.Boxes[i], places[i]);
        }

        page.Append("</svg>\n<table>\n<tr><th>from</th><th>how</th><th>to</th></tr>\n");
        foreach (var arrow in drawing.Arrows)
        {
            page.Append(CultureInfo.InvariantCulture, $"<tr class=\"{Class(arrow.Mark)}\"><td>{Text(drawing, arrow.From)}</td><td>{WebUtility.HtmlEncode(arrow.Label)}</td><td>{Text(drawing, arrow.To)}</td></tr>\n");
        }

        return page.Append("</table>\n</body>\n</html>\n").ToString();
    }

    // Columns from what leads nowhere, on the right, back to what nothing leads to; a circle shares one.
    private static ImmutableArray<(int X, int Y)> Places(Drawing drawing)
    {
        var graph = new DirectedGraph(drawing.Boxes.Length, [.. drawing.Arrows.Select(a => a.From)], [.. drawing.Arrows.Select(a => a.To)]);
        var parts = CheckedGraph.Parts(graph).Part;
        var layer = new int[parts.DefaultIfEmpty(-1).Max() + 1];
        foreach (var node in Enumerable.Range(0, parts.Length).OrderBy(n => parts[n]))
        {
            foreach (var edge in graph.Leaving(node))
            {
                var to = parts[graph.To[edge]];
                layer[parts[node]] = to == parts[node] ? layer[to] : Math.Max(layer[parts[node]], layer[to] + 1);
            }
        }

        var (last, used) = (layer.DefaultIfEmpty(0).Max(), new Dictionary<int, int>());
        return [.. parts.Select(p => (10 + ((last - layer[p]) * Across), 10 + ((used[layer[p]] = used.GetValueOrDefault(layer[p], -1) + 1) * Down)))];
    }

    private static void Draw(StringBuilder page, Box box, (int X, int Y) at)
    {
        var label = WebUtility.HtmlEncode(box.Label.Length > LongestLabel ? box.Label[..LongestLabel] + "…" : box.Label);
        page.Append(CultureInfo.InvariantCulture, $"<g class=\"{Class(box.Mark)}\"><title>{WebUtility.HtmlEncode(box.Label)}</title><rect x=\"{at.X}\" y=\"{at.Y}\" width=\"{Width}\" height=\"{Height}\" rx=\"4\"/>");
        page.Append(CultureInfo.InvariantCulture, $"<text x=\"{at.X + 8}\" y=\"{at.Y + 19}\">{label}</text><text class=\"frame\" x=\"{at.X + 8}\" y=\"{at.Y + 35}\">{WebUtility.HtmlEncode(box.Group)}</text></g>\n");
    }

    private static void Draw(StringBuilder page, Arrow arrow, (int X, int Y) from, (int X, int Y) to)
    {
        var (x1, y1, x2, y2) = (from.X + Width, from.Y + (Height / 2), to.X, to.Y + (Height / 2));
        var bend = Math.Max(40, Math.Abs(x2 - x1) / 2);
        page.Append(CultureInfo.InvariantCulture, $"<path class=\"{Class(arrow.Mark)}{(arrow.IsDashed ? " dashed" : "")}\" marker-end=\"url(#head)\" d=\"M{x1} {y1}C{x1 + bend} {y1} {x2 - bend} {y2} {x2} {y2}\"><title>{WebUtility.HtmlEncode(arrow.Label)}</title></path>\n");
    }

    private static string Text(Drawing drawing, int box) => WebUtility.HtmlEncode(drawing.Boxes[box].Label + (drawing.Boxes[box].Group.Length > 0 ? $" ({drawing.Boxes[box].Group})" : ""));

    private static string Class(Mark mark) => mark switch
    {
        Mark.Cycle => "cycle",
        Mark.Missing => "missing",
        _ => "",
    };
}
