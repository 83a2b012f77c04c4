using BenchmarkDotNet.Attributes;
using PolyK8s.Engine.Kernels;
using PolyK8s.Engine.Lifecycles;
using PolyK8s.Readings;

namespace PolyK8s.Benchmarks;

/// <summary>The lifecycle kernels behind their borders, and lifecycles written by hand.</summary>
[MemoryDiagnoser]
[GroupBenchmarksBy(BenchmarkDotNet.Configs.BenchmarkLogicalGroupRule.ByCategory)]
[CategoriesColumn]
public class LifecycleBenchmarks
{
    private static readonly KubeletPhaseReading Kubelet = new();
    private static readonly StatusFieldReading Fields = new();

    private readonly PodContainers _pod = new(
        [new(RestartPolicy.Always, ContainerState.Succeeded), new(RestartPolicy.Always, ContainerState.Succeeded)],
        [new(ContainerState.Running, true)],
        [new(RestartPolicy.Always, ContainerState.Running), new(RestartPolicy.Always, ContainerState.WaitingAfterFailure)],
        Terminal: false,
        Initialized: true);

    private readonly JobFields _running = new([], 10, null, 2, 2, 0, 0, 0, false, false, false);
    private readonly JobFields _complete = new(["SuccessCriteriaMet", "Complete"], 10, 20, 0, 0, 0, 2, 0, false, false, false);
    private readonly RequestFields _pending = new([], true, null);
    private readonly RequestFields _approved = new(["Approved"], true, null);

    /// <summary>The kubelet's phase of a Pod of five containers, by hand.</summary>
    [Benchmark(Baseline = true), BenchmarkCategory("phase")]
    public string PhaseByHand() => Kubelet.Of(_pod);

    /// <summary>The same, by the kernel.</summary>
    [Benchmark, BenchmarkCategory("phase")]
    public string PhaseByKernel() => KubeletPhases.Of(_pod);

    /// <summary>A Job completes, by hand.</summary>
    [Benchmark(Baseline = true), BenchmarkCategory("job")]
    public bool JobByHand() => Fields.Permits(_running, _complete);

    /// <summary>The same, by the kernel.</summary>
    [Benchmark, BenchmarkCategory("job")]
    public bool JobByKernel() => JobStatuses.Faults(_running, _complete).IsEmpty;

    /// <summary>A certificate request is approved, by hand.</summary>
    [Benchmark(Baseline = true), BenchmarkCategory("request")]
    public bool RequestByHand() => Fields.Permits("approval", _pending, _approved);

    /// <summary>The same, by the kernel.</summary>
    [Benchmark, BenchmarkCategory("request")]
    public bool RequestByKernel() => RequestStatuses.Faults("approval", _pending, _approved).IsEmpty;
}
