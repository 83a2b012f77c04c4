using System.Collections.Immutable;
using BenchmarkDotNet.Attributes;
using PolyK8s.Engine.Graphs;
using PolyK8s.Engine.Kernels;
using PolyK8s.Readings;

namespace PolyK8s.Benchmarks;

/// <summary>Finding a cycle and having it checked by the kernel, and finding one by hand without a proof.</summary>
[MemoryDiagnoser]
public class GraphBenchmarks
{
    private const int Nodes = 2_000;
    private DirectedGraph _graph = new(0, [], []);

    /// <summary>A ring of 2,000 objects with three shortcuts back from each: the shortest cycle takes a search.</summary>
    [GlobalSetup]
    public void SetUp()
    {
        var ring = Enumerable.Range(0, Nodes).Select(i => (From: i, To: (i + 1) % Nodes));
        var back = Enumerable.Range(0, Nodes).SelectMany(i => new[] { 7, 31, 101 }.Where(step => i >= step && i % step != 0).Select(step => (From: i, To: i - step + 1)));
        var edges = ring.Concat(back).ToArray();
        _graph = new(Nodes, [.. edges.Select(e => e.From)], [.. edges.Select(e => e.To)]);
    }

    /// <summary>By hand: a breadth-first search on lists of neighbours.</summary>
    [Benchmark(Baseline = true)]
    public int CycleByHand() => GraphReading.ShortestCycle(_graph, 0);

    /// <summary>Found, and checked by the kernel.</summary>
    [Benchmark]
    public ImmutableArray<int> CycleByKernel() => CheckedGraph.CycleThrough(_graph, 0);
}
