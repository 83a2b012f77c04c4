using System.Collections.Immutable;

namespace PolyK8s.Engine.Graphs;

/// <summary>Looks for an order in which everything stands after all it waits for. What it finds is a proposal: the kernel checks it.</summary>
internal static class OrderSearch
{
    /// <summary>All nodes in such an order; fewer when the graph has a cycle.</summary>
    public static ImmutableArray<int> Of(DirectedGraph graph)
    {
        // Counting how many each node waits for (Kahn's algorithm) needs the edges the other way round.
        var turned = new DirectedGraph(graph.Size, graph.To, graph.From);
        var waits = new int[graph.Size];
        var ready = new Queue<int>();
        for (var node = 0; node < graph.Size; node++)
        {
            waits[node] = graph.Leaving(node).Length;
            if (waits[node] == 0)
            {
                ready.Enqueue(node);
            }
        }

        var order = ImmutableArray.CreateBuilder<int>(graph.Size);
        while (ready.TryDequeue(out var node))
        {
            order.Add(node);
            foreach (var edge in turned.Leaving(node))
            {
                if (--waits[graph.From[edge]] == 0)
                {
                    ready.Enqueue(graph.From[edge]);
                }
            }
        }

        return order.DrainToImmutable();
    }
}
