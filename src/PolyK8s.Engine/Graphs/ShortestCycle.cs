using System.Collections.Immutable;
using PolyK8s.Engine.Kernels;

namespace PolyK8s.Engine.Graphs;

/// <summary>A shortest cycle of a graph, wherever it lies.</summary>
public static class ShortestCycle
{
    // A search from one node costs a look at every edge of its part; from this many nodes it stays within a second at 100,000 edges.
    private const int MostStarts = 256;

    /// <summary>The edges of a cycle, checked by the kernel; empty when there is none.</summary>
    /// <remarks>A shortest one through the first <see cref="MostStarts"/> nodes of the part that has a cycle; in a part of that size or less, a shortest one of all.</remarks>
    public static ImmutableArray<int> Of(DirectedGraph graph)
    {
        var best = ImmutableArray<int>.Empty;
        var parts = CheckedGraph.Parts(graph).Part;
        var edges = Enumerable.Range(0, graph.From.Length).Where(e => parts[graph.From[e]] == parts[graph.To[e]]).ToLookup(e => parts[graph.From[e]]);
        foreach (var part in edges.OrderBy(p => p.Min(e => graph.From[e])))
        {
            var (inside, number) = Inner(graph, [.. part]);
            foreach (var start in number.Values.Order().Take(MostStarts))
            {
                var found = CheckedGraph.CycleThrough(inside, start);
                if (!found.IsEmpty && (best.IsEmpty || found.Length < best.Length))
                {
                    best = [.. found.Select(e => part.ElementAt(e))];
                }

                if (best.Length == 1)
                {
                    return best;
                }
            }
        }

        return best;
    }

    private static (DirectedGraph Graph, Dictionary<int, int> Number) Inner(DirectedGraph graph, ImmutableArray<int> edges)
    {
        var number = new Dictionary<int, int>();
        foreach (var node in edges.SelectMany(e => new[] { graph.From[e], graph.To[e] }).Distinct().Order())
        {
            number[node] = number.Count;
        }

        return (new(number.Count, [.. edges.Select(e => number[graph.From[e]])], [.. edges.Select(e => number[graph.To[e]])]), number);
    }
}
