using System.Collections.Immutable;

namespace PolyK8s.Readings;

/// <summary>Orders and cycles read a second time with sets, and plausible misreadings of them.</summary>
public sealed record GraphReading
{
    /// <summary>Misreading: an order may leave nodes out.</summary>
    public bool OrdersMayBeShort { get; init; }

    /// <summary>Misreading: an edge may lead to its own position.</summary>
    public bool SelfEdgesAreFine { get; init; }

    /// <summary>Misreading: a cycle need not close.</summary>
    public bool CyclesMayStayOpen { get; init; }

    /// <summary>Misreading: a cycle may pass a node twice.</summary>
    public bool CyclesMayCross { get; init; }

    /// <summary>Whether an order names every node once, every edge going forward.</summary>
    public bool AcceptsOrder(int nodes, int[] from, int[] to, int[] order)
    {
        var whole = OrdersMayBeShort ? order.Length <= nodes : order.Length == nodes;
        if (!whole || order.Distinct().Count() != order.Length || order.Any(v => v < 0 || v >= nodes))
        {
            return false;
        }

        var place = order.Select((v, i) => (v, i)).ToDictionary(p => p.v, p => p.i);
        return Enumerable.Range(0, from.Length).All(e =>
            !place.TryGetValue(from[e], out var u) || !place.TryGetValue(to[e], out var v) ? OrdersMayBeShort
            : u < v || (SelfEdgesAreFine && u == v));
    }

    /// <summary>Whether edges follow one another, close, and pass no node twice.</summary>
    public bool AcceptsCycle(int[] from, int[] to, int[] edges)
    {
        if (edges.Length == 0 || edges.Any(e => e < 0 || e >= from.Length))
        {
            return false;
        }

        var walk = edges.Select(e => from[e]).ToArray();
        return Enumerable.Range(1, edges.Length - 1).All(i => to[edges[i - 1]] == from[edges[i]])
            && (CyclesMayStayOpen || to[edges[^1]] == walk[0])
            && (CyclesMayCross || walk.Distinct().Count() == walk.Length);
    }

    /// <summary>Whether there is a cycle at all: nodes without a way out are taken away until none is left.</summary>
    public static bool HasCycle(int nodes, int[] from, int[] to)
    {
        var left = Enumerable.Range(0, nodes).ToHashSet();
        while (left.RemoveWhere(v => !Enumerable.Range(0, from.Length).Any(e => from[e] == v && left.Contains(to[e]))) > 0)
        {
        }

        return left.Count > 0;
    }

    /// <summary>Every misreading, by name.</summary>
    public static ImmutableDictionary<string, GraphReading> Misreadings { get; } = new Dictionary<string, GraphReading>
    {
        ["orders may be short"] = new() { OrdersMayBeShort = true },
        ["self edges are fine"] = new() { SelfEdgesAreFine = true },
        ["cycles may stay open"] = new() { CyclesMayStayOpen = true },
        ["cycles may cross"] = new() { CyclesMayCross = true },
    }.ToImmutableDictionary();
}
