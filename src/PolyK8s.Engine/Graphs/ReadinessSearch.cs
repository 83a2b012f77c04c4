using System.Collections.Immutable;

namespace PolyK8s.Engine.Graphs;

/// <summary>Looks for what can become ready, and in which order. What it finds is a proposal: the kernel checks it.</summary>
internal static class ReadinessSearch
{
    /// <summary>The rank of a node that can never become ready.</summary>
    public const int Never = -1;

    /// <summary>The rank of each node: ready nodes in the order in which they become ready, <see cref="Never"/> for the others.</summary>
    /// <param name="graph">Who waits for whom.</param>
    /// <param name="any">Whether one of its targets is enough for a node.</param>
    public static ImmutableArray<int> Of(DirectedGraph graph, ImmutableArray<bool> any)
    {
        var turned = new DirectedGraph(graph.Size, graph.To, graph.From);
        var rank = new int[graph.Size];
        Array.Fill(rank, Never);
        var waits = new int[graph.Size];
        var (ready, next) = (new Queue<int>(), 0);
        for (var node = 0; node < graph.Size; node++)
        {
            waits[node] = any[node] ? 1 : graph.Leaving(node).Length;
            if (waits[node] == 0)
            {
                rank[node] = next++;
                ready.Enqueue(node);
            }
        }

        while (ready.TryDequeue(out var awaited))
        {
            foreach (var edge in turned.Leaving(awaited))
            {
                var waiting = graph.From[edge];
                if (rank[waiting] == Never && --waits[waiting] == 0)
                {
                    rank[waiting] = next++;
                    ready.Enqueue(waiting);
                }
            }
        }

        return [.. rank];
    }
}
