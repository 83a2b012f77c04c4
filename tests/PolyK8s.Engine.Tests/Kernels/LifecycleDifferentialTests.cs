using PolyK8s.Engine.Kernels;
using PolyK8s.Readings;

namespace PolyK8s.Engine.Tests.Kernels;

/// <summary>The lifecycle kernels behind their borders, against a second reading, over every small state.</summary>
public sealed class LifecycleDifferentialTests
{
    private static readonly string[] Phases = ["", "Pending", "Running", "Succeeded", "Failed", "Unknown", "Gone"];
    private static readonly string[] JobConditions = ["Complete", "Failed", "FailureTarget", "SuccessCriteriaMet"];
    private static readonly string[] RequestConditions = ["Approved", "Denied", "Failed"];

    /// <summary>The planted mistakes.</summary>
    public static TheoryData<string> Misreadings => [.. JobConditionReading.Misreadings];

    [Fact]
    public void Lets_a_phase_follow_exactly_where_the_second_reading_does() => Assert.All(
        Phases[..6].SelectMany(from => Phases.Select(to => (from, to))),
        step => Assert.Equal(step.from == step.to || PhaseReading.Legal.Contains(step), PodPhases.MayBecome(step.from, step.to)));

    [Fact]
    public void Lists_as_next_exactly_the_phases_that_may_follow() => Assert.All(
        Phases[..6],
        from => Assert.Equal(PhaseReading.Legal.Where(l => l.From == from).Select(l => l.To).Order(), PodPhases.Next(from).Order()));

    [Fact]
    public void Permits_the_conditions_of_a_job_that_the_second_reading_permits() => Assert.True(AgreesEverywhere(new()));

    [Theory]
    [MemberData(nameof(Misreadings))]
    public void Tells_a_misreading_from_the_kernel(string misreading) => Assert.False(AgreesEverywhere(new(misreading)));

    [Fact]
    public void Permits_the_conditions_of_a_request_that_keep_all_and_never_both_approve_and_deny() => Assert.All(
        Pairs(RequestConditions),
        p => Assert.Equal(
            p.Before.All(p.After.Contains) && !(p.After.Contains("Approved") && p.After.Contains("Denied")),
            ConditionRows.OfRequest(p.Before, p.After).IsEmpty));

    private static bool AgreesEverywhere(JobConditionReading reading) =>
        Pairs(JobConditions).All(p => ConditionRows.OfJob(p.Before, p.After).IsEmpty == reading.Permits(p.Before, p.After));

    private static IEnumerable<(string[] Before, string[] After)> Pairs(string[] all) =>
        from before in Enumerable.Range(0, 1 << all.Length)
        from after in Enumerable.Range(0, 1 << all.Length)
        select (Subset(all, before), Subset(all, after));

    private static string[] Subset(string[] all, int bits) => [.. all.Where((_, i) => (bits & (1 << i)) != 0)];
}
