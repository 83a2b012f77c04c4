using System.Collections.Immutable;
using PolyK8s.Engine.Graphs;
using PolyK8s.Kernels.GraphLayers;
using PolyK8s.Kernels.Readiness;
using PolyK8s.Kernels.SafeGraph;
using Division = PolyK8s.Kernels.GraphParts;

namespace PolyK8s.Engine.Kernels;

/// <summary>Orders, cycles, layers, parts and rankings that the kernel has accepted; searches propose, nothing unchecked leaves this class.</summary>
public static class CheckedGraph
{
    /// <summary>All nodes, each after all it waits for; null when the graph has a cycle.</summary>
    public static ImmutableArray<int>? Order(DirectedGraph graph)
    {
        var order = OrderSearch.Of(graph);
        return order.Length < graph.Size ? null : Believed(order, AcceptsOrder(graph, order), "an order");
    }

    /// <summary>The edges of a shortest cycle through a node, from it and back to it; empty when there is none.</summary>
    public static ImmutableArray<int> CycleThrough(DirectedGraph graph, int node)
    {
        var cycle = CycleSearch.Through(graph, node);
        return Believed(cycle, cycle.IsEmpty || AcceptsCycle(graph, cycle), "a cycle");
    }

    /// <summary>The layer of each node, one after the latest of what it waits for; null when the graph has a cycle.</summary>
    public static ImmutableArray<int>? Layers(DirectedGraph graph)
    {
        var layers = LayerSearch.Of(graph);
        return layers.Length < graph.Size ? null : Believed(layers, AcceptsLayers(graph, layers), "layers");
    }

    /// <summary>The parts of the graph that go round in a circle.</summary>
    public static GraphParts Parts(DirectedGraph graph)
    {
        var parts = PartSearch.Of(graph);
        return Believed(parts, AcceptsParts(graph, parts), "parts");
    }

    /// <summary>For each node when it becomes ready, in no unit but order; below zero when it never can.</summary>
    /// <param name="graph">Who waits for whom.</param>
    /// <param name="any">Whether one of its targets is enough for a node.</param>
    public static ImmutableArray<int> Readiness(DirectedGraph graph, ImmutableArray<bool> any)
    {
        var rank = ReadinessSearch.Of(graph, any);
        return Believed(rank, AcceptsRanking(graph, any, rank), "a ranking");
    }

    /// <summary>Whether steps obey every edge, and the waves that nodes declare.</summary>
    /// <param name="graph">Who waits for whom.</param>
    /// <param name="step">The step of each node.</param>
    /// <param name="wave">The wave of each node.</param>
    /// <param name="waveOf">The wave of each step.</param>
    public static bool AcceptsSchedule(DirectedGraph graph, ImmutableArray<int> step, ImmutableArray<int> wave, ImmutableArray<int> waveOf) =>
        Schedule.create(ToKernel(graph), Sequence(step), Sequence(wave), Sequence(waveOf)).Accepts();

    internal static bool AcceptsOrder(DirectedGraph graph, ImmutableArray<int> order) => ToKernel(graph).AcceptsOrder(Sequence(order));

    internal static bool AcceptsCycle(DirectedGraph graph, ImmutableArray<int> edges) => ToKernel(graph).AcceptsCycle(Sequence(edges));

    internal static bool AcceptsLayers(DirectedGraph graph, ImmutableArray<int> layers) =>
        PolyK8s.Kernels.GraphLayers.Layers.create(ToKernel(graph), Sequence(layers)).Accepts();

    internal static bool AcceptsParts(DirectedGraph graph, GraphParts parts) =>
        Division.Parts.create(ToKernel(graph), Sequence(parts.Part), Sequence(parts.Root), ToKernel(parts.Back), ToKernel(parts.Forth)).Accepts();

    internal static bool AcceptsRanking(DirectedGraph graph, ImmutableArray<bool> any, ImmutableArray<int> rank) =>
        Waits.create(ToKernel(graph), Dafny.Sequence<bool>.FromArray([.. any])).AcceptsRanking(Sequence(rank));

    private static T Believed<T>(T proposal, bool accepted, string what) =>
        accepted ? proposal : throw new InvalidOperationException($"the kernel refused {what} that the search proposed");

    private static _IGraph ToKernel(DirectedGraph graph) => Graph.create(graph.Size, Sequence(graph.From), Sequence(graph.To));

    private static Division._IWays ToKernel(GraphWays ways) => Division.Ways.create(Sequence(ways.Next), Sequence(ways.Left));

    private static Dafny.ISequence<int> Sequence(ImmutableArray<int> items) => Dafny.Sequence<int>.FromArray([.. items]);
}
