using PolyK8s.Cluster.EndToEnd.Processes;

namespace PolyK8s.Cluster.EndToEnd.Faults;

/// <summary>Whatever befalls the API server or the way to it: a verdict is right by what was last seen, and the view catches up.</summary>
[Collection(FaultStage.Name)]
public sealed class FaultTests(FaultStage stage)
{
    // The longest pause between two tries is 30 s and a little more.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(180);

    [Fact]
    public async Task T_02_Judging_makes_no_call_as_the_API_server_counts_them()
    {
        var ns = await stage.Waiting();
        Assert.Contains(await stage.Cluster.Audit.Calls(), call => call is { Verb: "list", Resource: "deployments", Code: 200 });
        Assert.True(stage.Way.Found > 0);

        // A watch that ends and is begun again is nobody's fault; if judging made calls, no round would be without.
        var round = 0;
        var (calls, passed) = await Eventually.Get(() => Judged(ns, ++round), made => made is (0, 0));
        Assert.Equal((0, 0), (calls, passed));
    }

    // The calls that are written down and those that pass by our way while five hundred reviews are judged. A resource
    // that is not served is asked for once a minute, judging or not.
    private async Task<(int Calls, int Passed)> Judged(string ns, int round)
    {
        var (before, passed) = (await stage.Cluster.Audit.Calls(), stage.Way.Found);
        foreach (var hundred in Enumerable.Range(0, 5))
        {
            var answers = await Task.WhenAll(Enumerable.Range(0, 100).Select(i => stage.Ask(ns, $"new-{round}-{hundred}-{i}", $"apps/namespaces/{ns}/Deployment/one")));
            Assert.All(answers, answer => Assert.True((bool)answer["allowed"]!));
        }

        return ((await stage.Cluster.Audit.Calls()).Skip(before.Count).Count(call => call.Code != 404), stage.Way.Found - passed);
    }

    [Fact]
    public async Task C_01_While_the_API_server_is_away_verdicts_stay_right_and_afterwards_everything_is_read_again()
    {
        var ns = await stage.Waiting();
        await stage.Cluster.StopApiServer();
        foreach (var _ in Enumerable.Range(0, 20))
        {
            Assert.False(await stage.Allows(ns));
        }

        await stage.Cluster.StartApiServerAgain();
        await Converges(ns);
    }

    [Fact]
    public async Task C_02_An_etcd_that_starts_again_costs_nothing_but_time()
    {
        var ns = await stage.Waiting();
        await stage.Cluster.RestartEtcd();
        Assert.False(await stage.Allows(ns));
        await stage.Cluster.IsReady();
        await Converges(ns);
    }

    [Theory]
    [InlineData(Fault.Cut)]
    [InlineData(Fault.Gone)]
    [InlineData(Fault.Slow)]
    public async Task C_03_Changes_are_seen_although(Fault fault)
    {
        var ns = await stage.Waiting();
        var before = stage.Way.Befallen;
        stage.Way.Fault = fault;
        try
        {
            if (fault is Fault.Slow or Fault.Gone)
            {
                // Watches that are open stay so; a new one is told that it comes from too far back.
                stage.Way.Fault = Fault.Cut;
                await Eventually.Get(() => Task.FromResult(stage.Way.Befallen), n => n > before, Patience);
                stage.Way.Fault = Fault.Gone;
                var cut = stage.Way.Befallen;
                await Eventually.Get(() => Task.FromResult(stage.Way.Befallen), n => n > cut, Patience);
                (before, stage.Way.Fault) = (fault == Fault.Slow ? stage.Way.Befallen : cut, fault);
            }

            await Converges(ns);
            Assert.True(await Eventually.Get(() => Task.FromResult(stage.Way.Befallen), n => n > before, Patience) > before, "nothing went wrong");
        }
        finally
        {
            stage.Way.Fault = Fault.None;
        }
    }

    [Fact]
    public async Task C_03_An_API_server_that_is_too_busy_to_answer_is_asked_again_later()
    {
        var ns = await stage.Waiting();
        await stage.Cluster.StopApiServer();

        // Before it is back, or every watch may have been taken up again already.
        stage.Way.Fault = Fault.Busy;
        var before = stage.Way.Befallen;
        try
        {
            await stage.Cluster.StartApiServerAgain();
            await Eventually.Get(() => Task.FromResult(stage.Way.Befallen), n => n > before + 20, Patience);
            Assert.False(await stage.Allows(ns));
        }
        finally
        {
            stage.Way.Fault = Fault.None;
        }

        await Converges(ns);
    }

    /// <summary>What was written is seen: with <c>one</c> gone nothing closes a cycle; with it back something does.</summary>
    private async Task Converges(string ns)
    {
        (await Eventually.Get(() => stage.Kubectl.Run("delete", "deployment", "one", "-n", ns, "--ignore-not-found"), r => r.Succeeded, Patience)).OrFail();
        Assert.True(await Eventually.Get(() => stage.Allows(ns), allowed => allowed, Patience));
        (await stage.Kubectl.Apply(Admission.Workload.Deployment(ns, "one", dependsOn: "two"))).OrFail();
        Assert.False(await Eventually.Get(() => stage.Allows(ns), allowed => !allowed, Patience));
    }
}
