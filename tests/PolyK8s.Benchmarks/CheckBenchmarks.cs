using System.Collections.Immutable;
using System.Text;
using BenchmarkDotNet.Attributes;
using PolyK8s.Engine;
using PolyK8s.Engine.Checking;
using PolyK8s.Engine.Manifests;

namespace PolyK8s.Benchmarks;

/// <summary><c>check</c> over 2,000 manifests in YAML, beside no more than reading them.</summary>
[MemoryDiagnoser]
public class CheckBenchmarks
{
    private const int Manifests = 2_000;

    private readonly Judge _all = new(RuleBook.All);
    private readonly Judge _schema = new(RuleBook.All.Select(["SafeSchema/*"], []));
    private readonly Snapshot _nothing = new(ClusterView.NotGiven, Policies.Strict);
    private ImmutableArray<byte[]> _texts = [];

    /// <summary>The texts.</summary>
    [GlobalSetup]
    public void SetUp() => _texts = [.. Enumerable.Range(0, Manifests).Select(i => Encoding.UTF8.GetBytes(EverydayManifests.Text(i)))];

    /// <summary>Reading the texts into trees, one after the other.</summary>
    [Benchmark(Baseline = true, OperationsPerInvoke = Manifests)]
    public int Read() => _texts.Sum(text => ManifestReader.Read(text, "").Manifests.Length);

    /// <summary>Reading and judging by what the API server itself would refuse, beside one another.</summary>
    [Benchmark(OperationsPerInvoke = Manifests)]
    public int CheckSchema() => Checked(_schema);

    /// <summary>Reading and judging by all rules, every object beside all others.</summary>
    [Benchmark(OperationsPerInvoke = Manifests)]
    public int CheckAll() => Checked(_all);

    private int Checked(Judge judge)
    {
        ImmutableArray<Manifest> manifests = [.. _texts.AsParallel().AsOrdered().SelectMany(text => ManifestReader.Read(text, "").Manifests)];
        return Check.Run(new(new(manifests, [])), _nothing, judge).Summary.Denied;
    }
}
