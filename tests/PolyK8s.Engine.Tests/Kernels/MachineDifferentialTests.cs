using System.Collections.Immutable;
using CsCheck;
using PolyK8s.Engine.Kernels;
using PolyK8s.Engine.Rollouts;
using PolyK8s.Readings;

namespace PolyK8s.Engine.Tests.Kernels;

/// <summary>The machine of a rollout against one that moves Pod by Pod: every small rollout, and random large ones.</summary>
public sealed class MachineDifferentialTests
{
    private static readonly ImmutableArray<RolloutMoment> Small = [.. AllSmall()];

    private static readonly Gen<RolloutMoment> Large = Gen.Select(
        Gen.Enum<RolloutStrategy>(), Gen.Long[0, 60], Gen.Long[0, 30], Gen.Long[0, 60], Gen.Long[0, 40].Array[4],
        (strategy, wanted, surge, missing, pods) => Moment(strategy, wanted, surge, missing, pods[0], pods[1], pods[2], pods[3]));

    /// <summary>The planted mistakes.</summary>
    public static TheoryData<string> Misreadings => [.. MachineReading.Misreadings];

    [Fact]
    public void Does_what_the_controllers_do() => Assert.Null(FirstDifference(new()));

    [Theory]
    [MemberData(nameof(Misreadings))]
    public void Tells_a_misreading_from_the_kernel(string misreading) => Assert.NotNull(FirstDifference(new(misreading)));

    [Fact]
    public void Does_what_the_controllers_do_with_many_pods() => Large.Sample(moment => Agree(new(), moment), iter: 2000);

    [Fact]
    public void Comes_to_an_end_within_its_bounds() => Large.Sample(
        moment =>
        {
            var (moments, ended) = RolloutMachine.Plan(moment, 10_000);
            return (!RolloutMachine.CanMove(moment) || (ended && RolloutMachine.IsDone(moments[^1])))
                && moments.Zip(moments.Skip(1)).All(step => RolloutEvents.MayBecome(RolloutMachine.StateOf(step.First), RolloutMachine.StateOf(step.Second)))
                && (moment.Strategy != RolloutStrategy.RollingUpdate || moments.All(m => m.Total <= Math.Max(moment.Total, moment.Wanted + moment.Surge)))
                && (moment.Strategy != RolloutStrategy.RollingUpdate || moments.All(m => m.Available >= Math.Min(moment.Available, moment.Wanted - moment.Unavailable)));
        },
        iter: 2000);

    private static string? FirstDifference(MachineReading reading) => Small.FirstOrDefault(m => !Agree(reading, m))?.ToString();

    private static bool Agree(MachineReading reading, RolloutMoment m)
    {
        var after = RolloutMachine.Controlled(m);
        var read = reading.Pass(m.Strategy.ToString(), (int)m.Wanted, (int)m.Surge, (int)m.Unavailable, (int)m.Kept, Pods(m));
        return after.Outdated == Count(read, old: true) && after.Updated == Count(read, old: false);
    }

    private static PodCounts Count(List<ReadPod> pods, bool old) => new(pods.Count(p => p.Old == old && p.Ready), pods.Count(p => p.Old == old && !p.Ready));

    private static IEnumerable<ReadPod> Pods(RolloutMoment m) =>
        Enumerable.Repeat(new ReadPod(Old: true, Ready: true), (int)m.Outdated.Ready)
            .Concat(Enumerable.Repeat(new ReadPod(Old: true, Ready: false), (int)m.Outdated.Unready))
            .Concat(Enumerable.Repeat(new ReadPod(Old: false, Ready: true), (int)m.Updated.Ready))
            .Concat(Enumerable.Repeat(new ReadPod(Old: false, Ready: false), (int)m.Updated.Unready));

    private static IEnumerable<RolloutMoment> AllSmall() =>
        from strategy in Enum.GetValues<RolloutStrategy>()
        from wanted in Enumerable.Range(0, 5)
        from surge in Enumerable.Range(0, 3)
        from missing in Enumerable.Range(0, 3)
        from pods in Enumerable.Range(0, 256)
        select Moment(strategy, wanted, surge, missing, pods & 3, (pods >> 2) & 3, (pods >> 4) & 3, pods >> 6);

    // What the surge is to a Deployment the partition is to a StatefulSet: one number serves both.
    private static RolloutMoment Moment(RolloutStrategy strategy, long wanted, long surge, long missing, long a, long b, long c, long d) =>
        new(strategy, wanted, surge, Math.Min(missing, wanted), new(a, b), new(c, d), Settled: false, strategy == RolloutStrategy.OneByOne ? surge : 0);
}
