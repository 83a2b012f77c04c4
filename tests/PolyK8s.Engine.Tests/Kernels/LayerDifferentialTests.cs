using System.Collections.Immutable;
using CsCheck;
using PolyK8s.Engine.Graphs;
using PolyK8s.Engine.Kernels;
using PolyK8s.Readings;

namespace PolyK8s.Engine.Tests.Kernels;

/// <summary>Layers, parts and readiness behind their border, against a second reading.</summary>
public sealed class LayerDifferentialTests
{
    private const int Cases = 20_000;

    private static readonly Gen<(DirectedGraph Graph, ImmutableArray<bool> Any)> Graphs = Gen.Int[1, 6].SelectMany(size =>
        Gen.Select(Gen.Select(Gen.Int[0, size - 1], Gen.Int[0, size - 1]).Array[0, 8], Gen.Bool.Array[size])
            .Select((edges, any) => (new DirectedGraph(size, [.. edges.Select(e => e.Item1)], [.. edges.Select(e => e.Item2)]), any.ToImmutableArray())));

    /// <summary>The planted mistakes.</summary>
    public static TheoryData<string> Misreadings => [.. LayerReading.Misreadings];

    [Fact]
    public void Says_what_the_second_reading_says() => Graphs.Sample(g => Agrees(g.Graph, g.Any, new()), iter: Cases);

    [Theory]
    [MemberData(nameof(Misreadings))]
    public void Tells_a_misreading_from_the_kernel(string misreading) =>
        Assert.ThrowsAny<CsCheckException>(() => Graphs.Sample(g => Agrees(g.Graph, g.Any, new(misreading)), iter: Cases, threads: 1));

    [Fact]
    public void Accepts_no_other_layers_and_no_other_ranking_sign() => Gen.Select(Graphs, Gen.Int[0, 5], Gen.Int[-2, 2].Where(d => d != 0)).Sample((g, at, change) =>
    {
        var node = at % g.Graph.Size;
        var moved = CheckedGraph.Layers(g.Graph) is { } layers && CheckedGraph.AcceptsLayers(g.Graph, layers.SetItem(node, layers[node] + change));
        var rank = CheckedGraph.Readiness(g.Graph, g.Any);
        return !moved && !CheckedGraph.AcceptsRanking(g.Graph, g.Any, rank.SetItem(node, rank[node] < 0 ? g.Graph.Size : -1));
    }, iter: Cases);

    [Fact]
    public void Accepts_no_parts_that_are_torn_or_joined() => Graphs.Sample(g =>
    {
        var parts = CheckedGraph.Parts(g.Graph);
        var joined = parts with { Part = [.. parts.Part.Select(_ => 0)], Root = [parts.Root[0]] };
        var torn = parts with { Part = [.. Enumerable.Range(0, g.Graph.Size)], Root = [.. Enumerable.Range(0, g.Graph.Size)] };
        return (parts.Root.Length == 1 || !CheckedGraph.AcceptsParts(g.Graph, joined))
            && (parts.Root.Length == g.Graph.Size || !CheckedGraph.AcceptsParts(g.Graph, torn));
    }, iter: Cases);

    [Fact]
    public void Takes_a_chain_of_50000_nodes_and_a_layer_of_10000_without_a_deep_stack()
    {
        const int Length = 50_000;
        var chain = new DirectedGraph(Length, [.. Enumerable.Range(0, Length - 1)], [.. Enumerable.Range(1, Length - 1)]);
        Assert.Equal(Length - 1, CheckedGraph.Layers(chain)!.Value[0]);
        Assert.Equal(Length, CheckedGraph.Parts(chain).Root.Length);
        Assert.Equal(Length - 1, CheckedGraph.Readiness(chain, [.. Enumerable.Repeat(false, Length)])[0]);
        var ring = new DirectedGraph(Length, chain.From.Add(Length - 1), chain.To.Add(0));
        Assert.Single(CheckedGraph.Parts(ring).Root);

        const int Width = 10_000;
        var edges = Enumerable.Range(0, Width).SelectMany(node => Enumerable.Range(Width, 100).Select(target => (node, target))).ToArray();
        var layer = new DirectedGraph(Width + 100, [.. edges.Select(e => e.node)], [.. edges.Select(e => e.target)]);
        Assert.Equal(1, CheckedGraph.Layers(layer)!.Value.Max());
    }

    private static bool Agrees(DirectedGraph graph, ImmutableArray<bool> any, LayerReading reading)
    {
        var (layers, again, parts) = (CheckedGraph.Layers(graph), reading.Layers(graph), CheckedGraph.Parts(graph));
        return layers.HasValue == again.HasValue
            && (layers is null || layers.Value.SequenceEqual(again!.Value))
            && CheckedGraph.Readiness(graph, any).Select(r => r >= 0).SequenceEqual(reading.Ready(graph, any))
            && Enumerable.Range(0, graph.Size).All(node => (parts.Part[node] == parts.Part[0]) == reading.AreOnePart(graph, node, 0));
    }
}
