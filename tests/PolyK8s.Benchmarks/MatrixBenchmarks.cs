using BenchmarkDotNet.Attributes;
using PolyK8s.Engine;
using PolyK8s.Engine.Networks;

namespace PolyK8s.Benchmarks;

/// <summary>Who reaches whom among 10,000 pods in 3,200 namespaces under 5,000 policies: every pair of classes is decided.</summary>
[MemoryDiagnoser]
public class MatrixBenchmarks
{
    private NetworkReach _reach = NetworkReach.Of(ClusterView.Empty);

    /// <summary>Builds the cluster and its index.</summary>
    [GlobalSetup]
    public void SetUp()
    {
        _reach = NetworkReach.Of(ClusterView.Of(NetworkCluster.Objects(1)));
        Console.WriteLine($"classes: {PodClasses.Of(_reach.Index, _reach.Pods).All.Length} of {_reach.Pods.Length} pods");
    }

    /// <summary>The pods in classes.</summary>
    [Benchmark]
    public int Classes() => PodClasses.Of(_reach.Index, _reach.Pods).All.Length;

    /// <summary>One port and protocol for all pairs of classes.</summary>
    [Benchmark]
    public int Matrix()
    {
        var matrix = new ReachMatrix(_reach);
        var allowed = 0;
        foreach (var from in matrix.Classes.All)
        {
            foreach (var to in matrix.Classes.All)
            {
                allowed += matrix.Ask(from[0], to[^1], FlowProtocol.Tcp, 8080) == Reach.Allowed ? from.Length * to.Length : 0;
            }
        }

        return allowed;
    }
}
