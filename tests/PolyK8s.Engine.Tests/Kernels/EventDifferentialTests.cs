using CsCheck;
using PolyK8s.Engine.Kernels;
using PolyK8s.Engine.Lifecycles.Workloads;
using PolyK8s.Engine.Rollouts;
using PolyK8s.Readings;

namespace PolyK8s.Engine.Tests.Kernels;

/// <summary>Every state with every event and every other state, against tables; and the arithmetic of rollouts.</summary>
public sealed class EventDifferentialTests
{
    private static readonly string[] Kinds = ["Deployment", "StatefulSet", "DaemonSet"];
    private static readonly WorkloadState[] States = [.. Enum.GetValues<WorkloadState>().Where(s => s != WorkloadState.Terminating)];

    /// <summary>The planted mistakes.</summary>
    public static TheoryData<string> Misreadings => [.. EventReading.Misreadings];

    [Fact]
    public void Answers_every_event_in_every_state_as_kubectl_does() => Assert.Empty(Differences(new()));

    [Theory]
    [MemberData(nameof(Misreadings))]
    public void Tells_a_misreading_from_the_kernel(string misreading) => Assert.NotEmpty(Differences(new(misreading)));

    [Fact]
    public void Lists_exactly_the_states_that_may_follow() => Assert.All(
        States,
        from => Assert.Equal(States.Where(to => to != from && RolloutEvents.MayBecome(from, to)).Order(), RolloutEvents.Next(from).Order()));

    [Fact]
    public void Lets_a_deleted_workload_become_nothing() => Assert.True(
        RolloutEvents.Next(WorkloadState.Terminating).IsEmpty && States.All(s => !RolloutEvents.MayBecome(WorkloadState.Terminating, s) && !RolloutEvents.MayBecome(s, WorkloadState.Terminating)));

    [Fact]
    public void Rounds_bounds_as_Kubernetes_does() => Gen.Select(Gen.Long[0, 300], Gen.Long[0, 5000], Gen.Bool).Sample(t =>
        RolloutMachine.Resolved(new(t.Item1, IsPercent: true), t.Item2, t.Item3)
        == (long)(t.Item3 ? Math.Ceiling((decimal)t.Item1 * t.Item2 / 100) : Math.Floor((decimal)t.Item1 * t.Item2 / 100)));

    [Theory]
    [InlineData("25%", "25%", 10, 3, 2)]
    [InlineData("0", "0%", 10, 0, 1)]
    [InlineData("0", "10%", 4, 0, 1)]
    [InlineData("1", "100%", 3, 1, 3)]
    [InlineData("1", "7", 3, 1, 3)]
    [InlineData("50%", "0", 0, 0, 0)]
    public void Sets_the_fenceposts_where_the_controller_does(string surge, string missing, long replicas, long surgeIs, long missingIs) =>
        Assert.Equal((surgeIs, missingIs), RolloutMachine.Fenceposts(Bound(surge), Bound(missing), replicas));

    [Fact]
    public void Shares_a_new_size_among_the_revisions() => Gen.Select(Gen.Long[1, 50].Array[1, 6], Gen.Long[0, 200]).Sample(t =>
    {
        var sizes = t.Item1.OrderDescending().ToArray();
        var (all, after) = (sizes.Sum(), t.Item2);
        var shares = RolloutMachine.Shares([.. sizes], all, after);
        return shares.Sum() == after && shares.All(s => s >= 0)
            && shares.Skip(1).Zip(sizes.Skip(1)).All(s => Math.Abs(s.First - ((double)s.Second * after / all)) <= sizes.Length);
    });

    [Theory]
    [InlineData(0, 1)]
    [InlineData(2, 1)]
    [InlineData(3, 2)]
    [InlineData(9, null)]
    public void Finds_the_revision_to_go_back_to(long number, int? at) => Assert.Equal(at, RolloutEvents.Find(Three, number));

    [Fact]
    public void Numbers_a_revision_anew_when_it_comes_back()
    {
        var after = RolloutEvents.Undone(Three, 0);
        Assert.Equal<Revision>([new(4, "one"), new(2, "two"), new(3, "three")], after.Revisions);
        Assert.Equal("one", after.Current);
    }

    private static RevisionHistory Three => new([new(1, "one"), new(2, "two"), new(3, "three")], "three");

    private static PodBound Bound(string text) => text.EndsWith('%') ? new(long.Parse(text[..^1], null), IsPercent: true) : new(long.Parse(text, null), IsPercent: false);

    private static IEnumerable<string> Differences(EventReading reading) =>
        (from kind in Kinds
         from state in States
         from what in Enum.GetValues<RolloutEvent>()
         from target in Enum.GetValues<RevisionTarget>()
         where Said(RolloutEvents.Answer(kind, state, what, target)) != reading.Answer(kind, state.ToString(), what.ToString(), target.ToString())
         select $"{kind} {state} {what} {target}")
        .Concat(
            from state in States
            from next in States
            where RolloutEvents.MayBecome(state, next) != reading.MayBecome(state.ToString(), next.ToString())
            select $"{state} {next}");

    private static string Said((WorkloadState? To, EventRefusal? Why) answer) => answer.Why is { } why ? $"!{why}" : answer.To.ToString()!;
}
