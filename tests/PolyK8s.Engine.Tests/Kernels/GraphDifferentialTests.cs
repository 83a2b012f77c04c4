using CsCheck;
using PolyK8s.Engine.Graphs;
using PolyK8s.Engine.Kernels;
using PolyK8s.Readings;

namespace PolyK8s.Engine.Tests.Kernels;

/// <summary>The checker of orders and cycles behind its border, against a second reading; and the searches against both.</summary>
public sealed class GraphDifferentialTests
{
    // Few nodes and many edges make cycles; -1 and the first number too large are what a careless checker trips over.
    private static readonly Gen<CheckedGraph> Graphs =
        from nodes in Gen.Int[1, 5]
        from edges in Gen.Select(Gen.Int[0, nodes - 1], Gen.Int[0, nodes - 1]).Array[0, 7]
        select new CheckedGraph(nodes, [.. edges.Select(e => e.Item1)], [.. edges.Select(e => e.Item2)]);

    /// <summary>Plausible misreadings of orders and cycles.</summary>
    public static TheoryData<string> Misreadings => [.. GraphReading.Misreadings.Keys];

    [Fact]
    public void Agrees_with_the_second_reading() => Compare(new(), 150_000);

    [Theory]
    [MemberData(nameof(Misreadings))]
    public void Tells_a_misreading_from_the_kernel(string misreading) =>
        Assert.ThrowsAny<CsCheckException>(() => Compare(GraphReading.Misreadings[misreading], 150_000));

    [Fact]
    public void Finds_an_order_exactly_when_there_is_no_cycle() =>
        Graphs.Sample(
            graph =>
            {
                var order = Search.Order(graph);
                return GraphReading.HasCycle(graph.Nodes, graph.From, graph.To) ? order.Length == 0 : graph.AcceptsOrder(order);
            },
            iter: 30_000);

    [Fact]
    public void Finds_a_cycle_through_some_node_exactly_when_there_is_one() =>
        Graphs.Sample(
            graph =>
            {
                var cycles = Enumerable.Range(0, graph.Nodes).Select(node => Search.ShortestCycle(graph, node)).Where(c => c.Length > 0).ToArray();
                return cycles.All(graph.AcceptsCycle) && (cycles.Length > 0) == GraphReading.HasCycle(graph.Nodes, graph.From, graph.To);
            },
            iter: 30_000);

    [Fact]
    public void Ends_on_a_chain_of_fifty_thousand()
    {
        const int Length = 50_000;
        var chain = new CheckedGraph(Length, [.. Enumerable.Range(0, Length - 1)], [.. Enumerable.Range(1, Length - 1)]);
        Assert.True(chain.AcceptsOrder(Search.Order(chain)));
        var ring = new CheckedGraph(Length, [.. Enumerable.Range(0, Length)], [.. Enumerable.Range(1, Length - 1), 0]);
        Assert.True(ring.AcceptsCycle(Search.ShortestCycle(ring, 7)));
        Assert.Empty(Search.Order(ring));
    }

    [Fact]
    public void Ends_where_each_of_ten_thousand_waits_for_each_of_a_hundred()
    {
        int[] from = [.. Enumerable.Range(0, 1_000_000).Select(i => i / 100)];
        int[] to = [.. Enumerable.Range(0, 1_000_000).Select(i => 10_000 + (i % 100))];
        var layers = new CheckedGraph(10_100, from, to);
        Assert.True(layers.AcceptsOrder(Search.Order(layers)));
        Assert.Empty(Search.ShortestCycle(layers, 5));
    }

    private static void Compare(GraphReading reading, int cases) =>
        Gen.Select(Graphs, Gen.Int[-1, 5].Array[0, 5], Gen.Int[-1, 7].Array[0, 4]).Sample(
            (graph, order, cycle) =>
                graph.AcceptsOrder(order) == reading.AcceptsOrder(graph.Nodes, graph.From, graph.To, order)
                && graph.AcceptsCycle(cycle) == reading.AcceptsCycle(graph.From, graph.To, cycle),
            iter: cases,
            threads: 1);
}
