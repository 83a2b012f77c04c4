using System.Collections.Immutable;

namespace PolyK8s.Engine.Graphs;

/// <summary>Looks for the layers of a graph. What it finds is a proposal: the kernel checks it.</summary>
internal static class LayerSearch
{
    /// <summary>The layer of each node: one after the latest of what it waits for; fewer than there are nodes when the graph has a cycle.</summary>
    public static ImmutableArray<int> Of(DirectedGraph graph)
    {
        var order = OrderSearch.Of(graph);
        if (order.Length < graph.Size)
        {
            return [];
        }

        var layer = new int[graph.Size];
        foreach (var node in order)
        {
            foreach (var edge in graph.Leaving(node))
            {
                layer[node] = Math.Max(layer[node], layer[graph.To[edge]] + 1);
            }
        }

        return [.. layer];
    }
}
