using PolyK8s.Cluster.EndToEnd.Processes;
using PolyK8s.Cluster.Leading;

namespace PolyK8s.Cluster.EndToEnd.Faults;

/// <summary>Who leads, by a Lease on a real API server.</summary>
[Collection(FaultStage.Name)]
public sealed class LeadershipTests(FaultStage stage)
{
    private static readonly LeaseTiming Timing = new() { Duration = TimeSpan.FromSeconds(9), RenewWithin = TimeSpan.FromSeconds(7), Pause = TimeSpan.FromMilliseconds(300) };

    private int _leading;
    private int _most;
    private int _terms;

    [Fact]
    public async Task T_65_Never_two_lead_and_clocks_that_jump_change_nothing()
    {
        await stage.Kubectl.Apply("{apiVersion: coordination.k8s.io/v1, kind: Lease, metadata: {name: contested, namespace: poly-k8s-system}, spec: {}}");
        await using var way = await FaultyWay.To(stage.Cluster.Url);
        using var far = ClusterConnection.Open(await stage.KubeconfigBy(way.Url, "far"));
        using var near = ClusterConnection.Open(stage.Cluster.Kubeconfig);
        using var stop = new CancellationTokenSource();
        var (clock, other) = (new JumpingClock(), new JumpingClock { Ahead = TimeSpan.FromDays(400) });
        var first = new Leadership(far, "poly-k8s-system", "contested", "far", Timing, clock, null);
        var second = new Leadership(near, "poly-k8s-system", "contested", "near", Timing, other, null);
        var running = first.RunAsync(LeadAsync, stop.Token);
        Assert.True(await Eventually.Get(() => Task.FromResult(first.Leads), leads => leads));
        running = Task.WhenAll(running, second.RunAsync(LeadAsync, stop.Token));

        // Neither an hour back nor a year on makes anybody lose or take the lead.
        (clock.Ahead, other.Ahead) = (TimeSpan.FromHours(-1), TimeSpan.FromDays(-400));
        await Task.Delay(Timing.Duration + TimeSpan.FromSeconds(1));
        Assert.Equal((true, false, 1), (first.Leads, second.Leads, _terms));

        // Who cannot renew gives up before another begins.
        way.Fault = Fault.Busy;
        Assert.True(await Eventually.Get(() => Task.FromResult(second.Leads), leads => leads));
        Assert.False(first.Leads);
        way.Fault = Fault.None;
        await stop.CancelAsync();
        await running;
        Assert.Equal((1, 2), (_most, _terms));
    }

    private async Task LeadAsync(CancellationToken lost)
    {
        Interlocked.Increment(ref _terms);
        _most = Math.Max(_most, Interlocked.Increment(ref _leading));
        await Task.Delay(Timeout.InfiniteTimeSpan, lost).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        Interlocked.Decrement(ref _leading);
    }

    /// <summary>The machine's clock, which somebody sets; time that passes is not touched by that.</summary>
    private sealed class JumpingClock : TimeProvider
    {
        public TimeSpan Ahead { get; set; }

        public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + Ahead;
    }
}
