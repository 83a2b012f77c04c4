using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using PolyK8s.Engine.Graphs;
using PolyK8s.Engine.Ordering;
using PolyK8s.Engine.References;

namespace PolyK8s.Engine.Pictures;

/// <summary>Draws the graph of objects, and their order.</summary>
public static class GraphDrawing
{
    /// <summary>More boxes than this are no picture any more: the objects of a namespace become one.</summary>
    public const int MostBoxes = 60;

    private const string Outside = "outside namespaces";

    /// <summary>The graph; by namespaces when there are more than <see cref="MostBoxes"/> objects.</summary>
    public static Drawing Of(ObjectGraph graph) => graph.Nodes.Length > MostBoxes ? Collapsed(graph) : Whole(graph);

    /// <summary>Waves, one frame each, and what makes objects wait; or the cycle.</summary>
    public static Drawing Of(ApplyOrder order)
    {
        if (!order.Cycle.IsEmpty)
        {
            var on = order.Cycle.Select(e => e.Waiting).ToImmutableArray();
            return new([.. on.Select(k => new Box(k.ToString(), "", Mark.Cycle))], [.. order.Cycle.Select(e => new Arrow(on.IndexOf(e.Waiting), on.IndexOf(e.Awaited), e.Source, false, Mark.Cycle))], "the objects wait for themselves");
        }

        var boxes = order.Waves.SelectMany((wave, i) => wave.Select(key => (Key: key, Box: new Box(key.ToString(), string.Create(CultureInfo.InvariantCulture, $"wave {i + 1}"))))).ToImmutableArray();
        var number = boxes.Select((b, i) => KeyValuePair.Create(b.Key, i)).ToDictionary();
        return new([.. boxes.Select(b => b.Box)], [.. order.Edges.Select(e => new Arrow(number[e.Waiting], number[e.Awaited], Short(e.Source)))]);
    }

    private static Drawing Whole(ObjectGraph graph)
    {
        var number = graph.Nodes.Select((n, i) => KeyValuePair.Create(n.Key, i)).ToDictionary();
        return new(
            [.. graph.Nodes.Select(n => new Box(n.IsMissing ? $"{n.Key} (missing)" : n.Key.ToString(), n.Key.Name.Namespace, n.IsOnCycle ? Mark.Cycle : n.IsMissing ? Mark.Missing : Mark.None))],
            [.. graph.Edges.Select(e => new Arrow(number[e.From], number[e.To], $"{Word(e.Kind)}: {Short(e.Field)}", e.IsInferred || !e.IsRequired, e.IsOnCycle ? Mark.Cycle : e.IsDangling ? Mark.Missing : Mark.None))]);
    }

    private static Drawing Collapsed(ObjectGraph graph)
    {
        var groups = graph.Nodes.GroupBy(n => n.Key.Name.Namespace, StringComparer.Ordinal).OrderBy(g => g.Key, StringComparer.Ordinal).ToArray();
        var number = groups.Select((g, i) => KeyValuePair.Create(g.Key, i)).ToDictionary(StringComparer.Ordinal);
        var arrows = graph.Edges
            .Where(e => e.From.Name.Namespace != e.To.Name.Namespace)
            .GroupBy(e => (From: number[e.From.Name.Namespace], To: number[e.To.Name.Namespace], e.Kind))
            .OrderBy(g => g.Key)
            .Select(g => new Arrow(g.Key.From, g.Key.To, string.Create(CultureInfo.InvariantCulture, $"{Word(g.Key.Kind)} ({g.Count()})"), false, Worst(g.Select(e => (e.IsOnCycle, e.IsDangling)))));
        var boxes = groups.Select(g => new Box(
            string.Create(CultureInfo.InvariantCulture, $"{(g.Key.Length == 0 ? Outside : g.Key)}: {g.Count(n => !n.IsMissing)} objects{Missing(g.Count(n => n.IsMissing))}"),
            "",
            Worst(g.Select(n => (n.IsOnCycle, n.IsMissing)))));
        return new([.. boxes], [.. arrows], string.Create(CultureInfo.InvariantCulture, $"{graph.Nodes.Length} objects, drawn by namespace; --focus shows the objects round one"));
    }

    // Of a long field path the end says it.
    private static string Short(string field) => field.StartsWith("spec.", StringComparison.Ordinal) && field.Split('.') is { Length: > 3 } parts ? string.Join('.', parts[^3..]) : field;

    private static string Missing(int count) => count == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $", {count} missing");

    private static Mark Worst(IEnumerable<(bool Cycle, bool Missing)> marks) =>
        marks.Aggregate(Mark.None, (worst, m) => m.Cycle || worst == Mark.Cycle ? Mark.Cycle : m.Missing ? Mark.Missing : worst);

    private static string Word(EdgeKind kind) => JsonNamingPolicy.CamelCase.ConvertName(kind.ToString());
}
