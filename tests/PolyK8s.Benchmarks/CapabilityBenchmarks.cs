using System.Collections.Immutable;
using BenchmarkDotNet.Attributes;
using PolyK8s.Engine.Kernels;
using PolyK8s.Engine.Rbac;
using PolyK8s.Readings;

namespace PolyK8s.Benchmarks;

/// <summary>The SafeCapability kernel behind its border, and RBAC written by hand, on roles of everyday size.</summary>
[MemoryDiagnoser]
[GroupBenchmarksBy(BenchmarkDotNet.Configs.BenchmarkLogicalGroupRule.ByCategory)]
[CategoriesColumn]
public class CapabilityBenchmarks
{
    private static readonly string[] Verbs = ["get", "list", "watch", "create", "update", "patch", "delete"];
    private static readonly RbacReading Reading = new();
    private readonly Access _request = Access.OnResource("update", "group49.example", "resource49/status", "web");
    private ImmutableArray<PolicyRule> _owner;
    private ImmutableArray<PolicyRule> _covered;
    private ImmutableArray<PolicyRule> _uncovered;
    private Capability _ownerKernel = Capability.None;
    private Capability _coveredKernel = Capability.None;
    private Capability _uncoveredKernel = Capability.None;

    /// <summary>An author of 50 rules, and service accounts of 10 rules within and without them.</summary>
    [GlobalSetup]
    public void SetUp()
    {
        _owner = [.. Enumerable.Range(0, 50).Select(i => RuleFor(i, Verbs)), new(["get"], [], [], [], ["/healthz", "/metrics*"])];
        _covered = [.. Enumerable.Range(20, 10).Select(i => RuleFor(i, Verbs[..4])), new(["get"], [], [], [], ["/metrics/cadvisor"])];
        _uncovered = [.. Enumerable.Range(20, 10).Select(i => RuleFor(i, [.. Verbs[..4], "deletecollection"]))];
        (_ownerKernel, _coveredKernel, _uncoveredKernel) = (Capability.Of(_owner), Capability.Of(_covered), Capability.Of(_uncovered));
    }

    /// <summary>One request, by hand.</summary>
    [Benchmark(Baseline = true), BenchmarkCategory("allows")]
    public bool AllowsByHand() => Reading.Allows(_owner, _request);

    /// <summary>One request, by the kernel.</summary>
    [Benchmark, BenchmarkCategory("allows")]
    public bool AllowsByKernel() => _ownerKernel.Allows(_request);

    /// <summary>A service account within its author's permissions, by hand.</summary>
    [Benchmark(Baseline = true), BenchmarkCategory("covered")]
    public int CoveredByHand() => Reading.Uncovered(_owner, _covered).Length;

    /// <summary>A service account within its author's permissions, by the kernel.</summary>
    [Benchmark, BenchmarkCategory("covered")]
    public int CoveredByKernel() => _ownerKernel.Uncovered(_coveredKernel).Length;

    /// <summary>The same, with the servant's rules converted anew, as for a role that is being written.</summary>
    [Benchmark, BenchmarkCategory("covered")]
    public int CoveredByKernelConvertedAnew() => _ownerKernel.Uncovered(Capability.Of(_covered)).Length;

    /// <summary>A service account beyond its author, with the evidence, by hand.</summary>
    [Benchmark(Baseline = true), BenchmarkCategory("uncovered")]
    public int UncoveredByHand() => Reading.Uncovered(_owner, _uncovered).Length;

    /// <summary>A service account beyond its author, with the evidence, by the kernel.</summary>
    [Benchmark, BenchmarkCategory("uncovered")]
    public int UncoveredByKernel() => _ownerKernel.Uncovered(_uncoveredKernel).Length;

    private static PolicyRule RuleFor(int i, string[] verbs) =>
        new([.. verbs], [$"group{i}.example"], [$"resource{i}", $"resource{i}/status"], [], []);
}
