using System.Collections.Immutable;
using PolyK8s.Engine.Graphs;

namespace PolyK8s.Readings;

/// <summary>Orders and cycles, read a second time; <paramref name="misreading"/> plants one mistake.</summary>
public sealed class GraphReading(string misreading = "")
{
    /// <summary>The mistakes.</summary>
    public static IReadOnlyList<string> Misreadings { get; } = ["order may leave out", "order is upside down", "cycle need not close", "cycle may meet twice", "steps need not join"];

    /// <summary>Whether an order holds every node once, each after all it waits for.</summary>
    public bool IsOrder(DirectedGraph graph, ImmutableArray<int> order)
    {
        var all = Enumerable.Range(0, graph.Size).ToHashSet();
        if (misreading == "order may leave out" ? !order.All(all.Contains) || order.Distinct().Count() < order.Length : !order.Order().SequenceEqual(all.Order()))
        {
            return false;
        }

        for (var e = 0; e < graph.From.Length; e++)
        {
            var (waiting, awaited) = (order.IndexOf(graph.From[e]), order.IndexOf(graph.To[e]));
            if (misreading == "order is upside down" ? awaited <= waiting : waiting <= awaited)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Whether edges join into a closed walk that meets no node twice.</summary>
    public bool IsCycle(DirectedGraph graph, ImmutableArray<int> edges)
    {
        if (edges.IsEmpty || edges.Any(e => e < 0 || e >= graph.From.Length))
        {
            return false;
        }

        var joins = misreading == "steps need not join" || edges.Zip(edges.Skip(1)).All(p => graph.To[p.First] == graph.From[p.Second]);
        var closes = misreading == "cycle need not close" || graph.To[edges[^1]] == graph.From[edges[0]];
        return joins && closes && (misreading == "cycle may meet twice" || edges.Select(e => graph.From[e]).Distinct().Count() == edges.Length);
    }

    /// <summary>The length of a shortest cycle through a node, by hand; 0 when there is none.</summary>
    public static int ShortestCycle(DirectedGraph graph, int start)
    {
        var neighbours = new List<int>[graph.Size];
        for (var edge = 0; edge < graph.From.Length; edge++)
        {
            (neighbours[graph.From[edge]] ??= []).Add(graph.To[edge]);
        }

        var distance = new Dictionary<int, int> { [start] = 0 };
        var met = new Queue<int>([start]);
        while (met.TryDequeue(out var node))
        {
            foreach (var next in neighbours[node] ?? [])
            {
                if (next == start)
                {
                    return distance[node] + 1;
                }

                if (distance.TryAdd(next, distance[node] + 1))
                {
                    met.Enqueue(next);
                }
            }
        }

        return 0;
    }
}
