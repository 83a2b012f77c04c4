using System.Collections.Immutable;
using CsCheck;
using PolyK8s.Engine.Graphs;
using PolyK8s.Engine.Kernels;
using PolyK8s.Readings;

namespace PolyK8s.Engine.Tests.Kernels;

/// <summary>The graph kernel behind its border, against a second reading, and the searches it checks.</summary>
public sealed class GraphDifferentialTests
{
    private const int Cases = 50_000;

    // At most four nodes and five edges: every shape of cycle there is comes up, and a guess often hits.
    private static readonly Gen<DirectedGraph> Graphs = Gen.Int[1, 4].SelectMany(size =>
        Gen.Select(Gen.Int[0, size - 1], Gen.Int[0, size - 1]).Array[0, 5]
            .Select(edges => new DirectedGraph(size, [.. edges.Select(e => e.Item1)], [.. edges.Select(e => e.Item2)])));

    private static readonly Gen<ImmutableArray<int>> Guesses = Gen.OneOf(
        Gen.Int[0, 3].Array[0, 5],
        Gen.Shuffle(new[] { 0, 1, 2, 3 }).SelectMany(s => Gen.Int[0, 4].Select(n => s.Where(i => i < n).ToArray())),
        Gen.Int[-1, 5].Array[0, 3]).Select(items => items.ToImmutableArray());

    /// <summary>The planted mistakes.</summary>
    public static TheoryData<string> Misreadings => [.. GraphReading.Misreadings];

    [Fact]
    public void Accepts_what_the_second_reading_accepts() => Gen.Select(Graphs, Guesses).Sample((graph, guess) => Agrees(graph, guess, new()), iter: Cases);

    [Theory]
    [MemberData(nameof(Misreadings))]
    public void Tells_a_misreading_from_the_kernel(string misreading) =>
        Assert.ThrowsAny<CsCheckException>(() => Gen.Select(Graphs, Guesses).Sample((graph, guess) => Agrees(graph, guess, new(misreading)), iter: Cases, threads: 1));

    [Fact]
    public void Finds_an_order_exactly_where_no_node_is_on_a_cycle() => Graphs.Sample(
        graph => CheckedGraph.Order(graph) is null == Enumerable.Range(0, graph.Size).Any(node => !CheckedGraph.CycleThrough(graph, node).IsEmpty),
        iter: Cases);

    [Fact]
    public void Orders_a_chain_of_50000_nodes_and_finds_the_cycle_that_closes_it()
    {
        const int Length = 50_000;
        var (from, to) = (Enumerable.Range(0, Length - 1).ToImmutableArray(), Enumerable.Range(1, Length - 1).ToImmutableArray());
        Assert.Equal(Length, CheckedGraph.Order(new(Length, from, to))!.Value.Length);
        Assert.Equal(Length, CheckedGraph.CycleThrough(new(Length, from.Add(Length - 1), to.Add(0)), 0).Length);
    }

    [Fact]
    public void Orders_10000_nodes_that_all_wait_for_the_same_layer()
    {
        const int Width = 10_000;
        const int Below = 100;
        var edges = Enumerable.Range(0, Width).SelectMany(node => Enumerable.Range(Width, Below).Select(target => (node, target))).ToArray();
        var graph = new DirectedGraph(Width + Below, [.. edges.Select(e => e.node)], [.. edges.Select(e => e.target)]);
        Assert.Equal(Width + Below, CheckedGraph.Order(graph)!.Value.Length);
        Assert.Empty(CheckedGraph.CycleThrough(graph, 0));
    }

    private static bool Agrees(DirectedGraph graph, ImmutableArray<int> guess, GraphReading reading) =>
        CheckedGraph.AcceptsOrder(graph, guess) == reading.IsOrder(graph, guess)
        && CheckedGraph.AcceptsCycle(graph, guess) == reading.IsCycle(graph, guess);
}
