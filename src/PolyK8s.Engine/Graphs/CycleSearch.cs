using System.Collections.Immutable;

namespace PolyK8s.Engine.Graphs;

/// <summary>Looks for a shortest cycle through one node, breadth first. What it finds is a proposal: the kernel checks it.</summary>
internal static class CycleSearch
{
    private const int NotMet = -1;

    /// <summary>The edges of a shortest cycle that starts and ends at <paramref name="start"/>; empty when none goes through it.</summary>
    public static ImmutableArray<int> Through(DirectedGraph graph, int start)
    {
        var reachedBy = new int[graph.Size];
        Array.Fill(reachedBy, NotMet);
        var met = new Queue<int>([start]);
        while (met.TryDequeue(out var node))
        {
            foreach (var edge in graph.Leaving(node))
            {
                var next = graph.To[edge];
                if (next == start)
                {
                    return Back(graph, reachedBy, edge, start);
                }

                if (reachedBy[next] == NotMet)
                {
                    reachedBy[next] = edge;
                    met.Enqueue(next);
                }
            }
        }

        return [];
    }

    private static ImmutableArray<int> Back(DirectedGraph graph, int[] reachedBy, int closing, int start)
    {
        var edges = new List<int> { closing };
        for (var node = graph.From[closing]; node != start; node = graph.From[reachedBy[node]])
        {
            edges.Add(reachedBy[node]);
        }

        edges.Reverse();
        return [.. edges];
    }
}
