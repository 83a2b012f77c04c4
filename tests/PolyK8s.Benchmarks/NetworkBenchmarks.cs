using BenchmarkDotNet.Attributes;
using PolyK8s.Engine;
using PolyK8s.Engine.Manifests;
using PolyK8s.Engine.Networks;

namespace PolyK8s.Benchmarks;

/// <summary>The network of a large cluster: 10,000 pods in 3,200 namespaces under 5,000 policies, and of one ten times as large.</summary>
[MemoryDiagnoser]
public class NetworkBenchmarks
{
    private readonly Judge _judge = new(RuleBook.All.Select(["SafePolicy/*"], []));
    private ClusterView _view = ClusterView.Empty;
    private Change _change = null!;
    private Manifest _pod = new(ManifestNode.Null);

    /// <summary>How many times the cluster.</summary>
    [Params(1, 10)]
    public int Times { get; set; }

    /// <summary>Builds the cluster, the index warm as watches keep it.</summary>
    [GlobalSetup]
    public void Setup()
    {
        _view = ClusterView.Of(NetworkCluster.Objects(Times));
        _ = NetworkIndex.Of(_view);
        _change = Change.Create(NetworkCluster.Policy(3, "new", "team-4", 8080));
        _pod = NetworkCluster.Pod(3, "new", "app-1");
    }

    /// <summary>One admission verdict by all rules about the network: a new policy in a zone.</summary>
    [Benchmark]
    public Verdict Verdict() => _judge.Decide(_change with { }, _view, Policies.Strict);

    /// <summary>One Pod comes, the index follows.</summary>
    [Benchmark]
    public ClusterView Follows()
    {
        var kind = new GroupKind("", "Pod");
        var next = _view.With(kind, _view.Of(kind).With(_pod), "2");
        next.Follow();
        return next;
    }

    /// <summary>The index from nothing.</summary>
    [Benchmark]
    public NetworkIndex Index() => NetworkIndex.Of(ClusterView.Of(_view.Kinds.SelectMany(kind => _view.Of(kind).All)));
}
