using System.Collections.Immutable;
using CsCheck;
using PolyK8s.Engine.Kernels;
using PolyK8s.Engine.Lifecycles;
using PolyK8s.Readings;

namespace PolyK8s.Engine.Tests.Kernels;

/// <summary>The lifecycles behind their borders, against lifecycles read a second time: everything small is tried, the rest sampled.</summary>
public sealed class LifecycleDifferentialTests
{
    private static readonly Gen<ContainerState> State = Gen.Enum<ContainerState>();

    private static readonly Gen<PodContainers> Pods = Gen.Select(
        Gen.Enum<RestartPolicy>(),
        Gen.Select(State, Gen.Bool, (s, final) => new InitContainer(s, final)).Array[0, 2],
        State.Array[0, 2],
        State.Array[1, 3],
        Gen.Bool,
        Gen.Bool,
        (policy, inits, sidecars, containers, terminal, initialized) =>
            new PodContainers(policy, [.. inits], [.. sidecars], [.. containers], terminal, initialized));

    /// <summary>Plausible misreadings of lifecycles.</summary>
    public static TheoryData<string> Misreadings => [.. LifecycleReading.Misreadings.Keys];

    [Fact]
    public void Agrees_with_the_second_reading() => Assert.True(Agrees(new(), 60_000));

    [Theory]
    [MemberData(nameof(Misreadings))]
    public void Tells_a_misreading_from_the_kernel(string misreading) => Assert.False(Agrees(LifecycleReading.Misreadings[misreading], 60_000));

    [Fact]
    public void Keeps_a_finished_pod_finished_whatever_kubelet_computes() =>
        Pods.Sample(pod => PodPhases.Reported(PodPhase.Succeeded, pod) == PodPhase.Succeeded && PodPhases.Reported(PodPhase.Failed, pod) == PodPhase.Failed, iter: 10_000);

    private static bool Agrees(LifecycleReading reading, int cases) =>
        PhasesAgree(reading) && JobsAgree(reading) && RequestsAgree(reading) && PodsAgree(reading, cases);

    private static bool PhasesAgree(LifecycleReading reading) =>
        Enum.GetValues<PodPhase>().All(from => Enum.GetValues<PodPhase>().All(to => PodPhases.MayBecome(from, to) == reading.MayBecome(from, to)));

    private static bool PodsAgree(LifecycleReading reading, int cases)
    {
        try
        {
            Pods.Sample(pod => PodPhases.Computed(pod) == reading.Phase(pod), iter: cases, threads: 1);
            return true;
        }
        catch (CsCheckException)
        {
            return false;
        }
    }

    private static bool JobsAgree(LifecycleReading reading)
    {
        var statuses = (
            from conditions in Subsets("Complete", "Failed", "FailureTarget", "SuccessCriteriaMet")
            from time in new[] { null, "2026-01-01T00:00:00Z", "2026-01-02T00:00:00Z" }
            from active in new[] { true, false }
            select new JobStatus(conditions, time, active)).ToArray();
        return statuses.All(before => statuses.All(after => JobStatuses.Faults(before, after).IsEmpty == reading.Accepts(before, after)));
    }

    private static bool RequestsAgree(LifecycleReading reading)
    {
        var statuses = (
            from conditions in Subsets("Approved", "Denied", "Failed", "Other")
            from certificate in new[] { null, "Zmlyc3Q=", "c2Vjb25k" }
            select new RequestStatus(conditions, certificate)).ToArray();
        return statuses.All(before => statuses.All(after => RequestStatuses.Faults(before, after).IsEmpty == reading.Accepts(before, after)));
    }

    private static IEnumerable<ImmutableArray<string>> Subsets(params string[] all) =>
        Enumerable.Range(0, 1 << all.Length).Select(bits => all.Where((_, i) => (bits >> i & 1) == 1).ToImmutableArray());
}
