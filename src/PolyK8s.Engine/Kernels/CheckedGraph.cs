using System.Collections.Immutable;
using PolyK8s.Engine.Graphs;
using PolyK8s.Kernels.SafeGraph;

namespace PolyK8s.Engine.Kernels;

/// <summary>Orders and cycles that the kernel has accepted; searches propose, nothing unchecked leaves this class.</summary>
public static class CheckedGraph
{
    /// <summary>All nodes, each after all it waits for; null when the graph has a cycle.</summary>
    public static ImmutableArray<int>? Order(DirectedGraph graph)
    {
        var order = OrderSearch.Of(graph);
        return order.Length < graph.Size ? null
            : AcceptsOrder(graph, order) ? order
            : throw new InvalidOperationException("the kernel refused an order that the search proposed");
    }

    /// <summary>The edges of a shortest cycle through a node, from it and back to it; empty when there is none.</summary>
    public static ImmutableArray<int> CycleThrough(DirectedGraph graph, int node)
    {
        var cycle = CycleSearch.Through(graph, node);
        return cycle.IsEmpty || AcceptsCycle(graph, cycle) ? cycle
            : throw new InvalidOperationException("the kernel refused a cycle that the search proposed");
    }

    internal static bool AcceptsOrder(DirectedGraph graph, ImmutableArray<int> order) => ToKernel(graph).AcceptsOrder(Sequence(order));

    internal static bool AcceptsCycle(DirectedGraph graph, ImmutableArray<int> edges) => ToKernel(graph).AcceptsCycle(Sequence(edges));

    private static _IGraph ToKernel(DirectedGraph graph) => Graph.create(graph.Size, Sequence(graph.From), Sequence(graph.To));

    private static Dafny.ISequence<int> Sequence(ImmutableArray<int> items) => Dafny.Sequence<int>.FromArray([.. items]);
}
