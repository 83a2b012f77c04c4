using CsCheck;
using PolyK8s.Engine.Kernels;
using PolyK8s.Engine.Lifecycles;
using PolyK8s.Readings;

namespace PolyK8s.Engine.Tests.Kernels;

/// <summary>The kubelet's phase by the kernel, against a second reading.</summary>
public sealed class KubeletPhaseDifferentialTests
{
    private const int Cases = 100_000;

    private static readonly Gen<ContainerState> State = Gen.Enum<ContainerState>();
    private static readonly Gen<PodContainer> Container = Gen.Select(Gen.Enum<RestartPolicy>(), State, (restarts, state) => new PodContainer(restarts, state));

    private static readonly Gen<PodContainers> Pods = Gen.Select(
        Container.Array[0, 1],
        Gen.Select(State, Gen.Bool, (state, started) => new SidecarContainer(state, started)).Array[0, 1],
        Container.Array[1, 3],
        Gen.Bool,
        Gen.Bool,
        (inits, sidecars, mains, terminal, initialized) => new PodContainers([.. inits], [.. sidecars], [.. mains], terminal, initialized));

    /// <summary>The planted mistakes.</summary>
    public static TheoryData<string> Misreadings => [.. KubeletPhaseReading.Misreadings];

    [Fact]
    public void Computes_the_phase_the_second_reading_computes() => Compare(new());

    [Theory]
    [MemberData(nameof(Misreadings))]
    public void Tells_a_misreading_from_the_kernel(string misreading) => Assert.ThrowsAny<CsCheckException>(() => Compare(new(misreading)));

    private static void Compare(KubeletPhaseReading reading) => Pods.Sample(pod => KubeletPhases.Of(pod) == reading.Of(pod), iter: Cases, threads: 1);
}
