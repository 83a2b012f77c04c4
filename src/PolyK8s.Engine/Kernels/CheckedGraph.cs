using Kernel = PolyK8s.Kernels.SafeGraph;

namespace PolyK8s.Engine.Kernels;

/// <summary>A graph whose orders and cycles are believed only when the SafeGraph kernel accepts them.</summary>
/// <param name="Nodes">The number of nodes; they are called 0 to <c>Nodes - 1</c>.</param>
/// <param name="From">Where each edge begins.</param>
/// <param name="To">Where each edge ends.</param>
public sealed record CheckedGraph(int Nodes, int[] From, int[] To)
{
    private readonly Kernel.Graph _graph = new(Nodes, From, To);

    /// <summary>Whether <paramref name="order"/> names every node once and every edge goes forward in it.</summary>
    public bool AcceptsOrder(int[] order) => _graph.AcceptsOrder(order);

    /// <summary>Whether <paramref name="edges"/> (edge numbers) follow one another, close on themselves and pass no node twice.</summary>
    public bool AcceptsCycle(int[] edges) => _graph.AcceptsCycle(edges);
}
