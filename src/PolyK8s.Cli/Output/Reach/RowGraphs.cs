using System.Globalization;
using System.Text;

namespace PolyK8s.Cli.Output.Reach;

/// <summary>Writes rows as pictures: pods in boxes of their namespaces, an arrow from who sends to who receives.</summary>
internal static class RowGraphs
{
    /// <summary>For Graphviz.</summary>
    public static string Dot(ReachRows rows)
    {
        var text = new StringBuilder("digraph reach {\n  rankdir=LR;\n  node [shape=box];\n");
        var ids = Ids(rows);
        foreach (var (ns, i) in Namespaces(rows))
        {
            text.Append(CultureInfo.InvariantCulture, $"  subgraph cluster_{i} {{\n    label={Quoted(ns.Key)};\n");
            foreach (var node in ns)
            {
                text.Append(CultureInfo.InvariantCulture, $"    {ids[node]} [label={Quoted(Short(node))}];\n");
            }

            text.Append("  }\n");
        }

        foreach (var edge in rows.Edges.Where(e => e.From != e.To))
        {
            var style = edge.Style switch { EdgeStyle.Unknown => ", style=dashed", EdgeStyle.Gained => ", color=darkgreen", EdgeStyle.Lost => ", color=red, style=dotted", _ => "" };
            text.Append(CultureInfo.InvariantCulture, $"  {ids[edge.From]} -> {ids[edge.To]} [label={Quoted(edge.Label)}{style}];\n");
        }

        return text.Append("}\n").ToString();
    }

    /// <summary>For Mermaid.</summary>
    public static string Mermaid(ReachRows rows)
    {
        var text = new StringBuilder("flowchart LR\n");
        var ids = Ids(rows);
        foreach (var (ns, i) in Namespaces(rows))
        {
            text.Append(CultureInfo.InvariantCulture, $"  subgraph ns{i}[{Escaped(ns.Key)}]\n");
            foreach (var node in ns)
            {
                text.Append(CultureInfo.InvariantCulture, $"    {ids[node]}[{Escaped(Short(node))}]\n");
            }

            text.Append("  end\n");
        }

        foreach (var edge in rows.Edges.Where(e => e.From != e.To))
        {
            var arrow = edge.Style switch { EdgeStyle.Unknown => "-.->", EdgeStyle.Gained => "==>", EdgeStyle.Lost => "-.-x", _ => "-->" };
            text.Append(CultureInfo.InvariantCulture, $"  {ids[edge.From]} {arrow}|{Escaped(edge.Label)}| {ids[edge.To]}\n");
        }

        return text.ToString();
    }

    private static Dictionary<string, string> Ids(ReachRows rows) =>
        rows.Nodes.Concat(rows.Edges.SelectMany(e => new[] { e.From, e.To })).Distinct().Select((node, i) => (node, i)).ToDictionary(n => n.node, n => string.Create(CultureInfo.InvariantCulture, $"n{n.i}"), StringComparer.Ordinal);

    private static IEnumerable<(IGrouping<string, string> Namespace, int Number)> Namespaces(ReachRows rows) =>
        Ids(rows).Keys.GroupBy(Namespace).Select((ns, i) => (ns, i));

    // What is no pod is an address outside.
    private static string Namespace(string node) => node.Split('/') is [var ns, _] && !char.IsAsciiDigit(ns.FirstOrDefault()) && !ns.Contains(':', StringComparison.Ordinal) ? ns : "outside";

    private static string Short(string node) => Namespace(node) == "outside" ? node : node[(node.IndexOf('/', StringComparison.Ordinal) + 1)..];

    private static string Quoted(string text) => Engine.Pictures.Dot.Quoted(PlainLine.Of(text));

    private static string Escaped(string text) => Engine.Pictures.Mermaid.Quoted(PlainLine.Of(text));
}
