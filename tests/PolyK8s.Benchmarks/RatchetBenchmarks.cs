using System.Collections.Immutable;
using BenchmarkDotNet.Attributes;
using PolyK8s.Engine;
using PolyK8s.Engine.Kernels;
using PolyK8s.Readings;

namespace PolyK8s.Benchmarks;

/// <summary>The ratchet behind its border, and the ratchet written by hand.</summary>
[MemoryDiagnoser]
public class RatchetBenchmarks
{
    private static readonly RatchetReading Reading = new();
    private ImmutableArray<string> _before = [];
    private ImmutableArray<string> _after = [];
    private ImmutableArray<bool> _errors = [];

    /// <summary>Violations before and after; half of those after are new.</summary>
    [Params(1, 20)]
    public int Violations { get; set; }

    /// <summary>Makes them.</summary>
    [GlobalSetup]
    public void SetUp()
    {
        _before = [.. Enumerable.Range(0, Violations).Select(i => $"SafeTest/rule\nspec.containers[{i}]")];
        _after = [.. Enumerable.Range(Violations / 2, Violations).Select(i => $"SafeTest/rule\nspec.containers[{i}]")];
        _errors = [.. Enumerable.Repeat(true, Violations)];
    }

    /// <summary>By hand.</summary>
    [Benchmark(Baseline = true)]
    public int ByHand() => Reading.Effects(_before, _after, _errors, Mode.Enforce).Length;

    /// <summary>By the kernel.</summary>
    [Benchmark]
    public int ByKernel() => Ratchet.Effects(_before, _after, _errors, Mode.Enforce).Length;
}
