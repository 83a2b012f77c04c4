using System.Collections.Concurrent;
using System.Net;
using PolyK8s.Engine;
using PolyK8s.Webhook.Review;

namespace PolyK8s.Webhook.Tests;

/// <summary>The first judgements are made before the first review comes.</summary>
public sealed class RehearsalTests
{
    [Fact]
    public async Task A_replica_is_ready_when_it_has_rehearsed()
    {
        using var released = new ManualResetEventSlim();
        var asked = new ConcurrentQueue<string>();
        var judge = new Judge(new RuleBook([new TestRule(change =>
        {
            released.Wait();
            asked.Enqueue($"{change.Operation} {change.Object.Kind}");
            return [];
        })]));
        await using var served = await Served.WithAsync(judge, rehearses: true);
        using (var early = await served.Client.GetAsync("readyz"))
        {
            Assert.Equal(HttpStatusCode.ServiceUnavailable, early.StatusCode);
            Assert.Equal("the first judgements are being rehearsed\n", await early.Content.ReadAsStringAsync());
        }

        Assert.Empty(asked);
        released.Set();
        await UntilReady(served);
        string[] kinds = ["Deployment", "Pod", "Service", "ConfigMap", "NetworkPolicy", "Ingress", "Role", "RoleBinding"];
        Assert.Equal(kinds.SelectMany(kind => new[] { $"Create {kind}", $"Update {kind}", $"Delete {kind}" }), asked);
    }

    [Fact]
    public async Task A_rehearsal_that_fails_keeps_nobody_from_judging()
    {
        var said = new StringWriter();
        var rehearsal = new Rehearsal(new Broken(), TestRule.Nothing, TimeProvider.System, said);
        Assert.NotNull(rehearsal.NotReady);
        await rehearsal.RunAsync(default);
        Assert.Null(rehearsal.NotReady);
        Assert.Equal("webhook: the first judgements could not be rehearsed: no snapshot\n", said.ToString());
    }

    [Fact]
    public void Every_review_is_understood_and_judged_by_every_rule_there_is()
    {
        var verdicts = new List<Verdict>();
        var decide = ReviewAnswer.Judged(new Still(ClusterView.Empty, Policies.Strict), new Judge(RuleBook.AtAdmission), Exclusions.OfResources, TimeProvider.System, (_, verdict) => verdicts.Add(verdict));
        var statuses = Rehearsal.Reviews().Select(body => ReviewAnswer.To(body, decide).Status).ToArray();
        Assert.Equal(24, statuses.Length);
        Assert.All(statuses, status => Assert.Equal(200, status));
        Assert.Equal(24, verdicts.Count);
        // What finds something is warm too.
        Assert.Contains(verdicts, verdict => verdict.Outcome == Outcome.Allowed);
        Assert.Contains(verdicts, verdict => verdict.Outcome == Outcome.Denied);
    }

    private static async Task UntilReady(Served served)
    {
        for (var tries = 0; tries < 1200; tries++)
        {
            using var answer = await served.Client.GetAsync("readyz");
            if (answer.IsSuccessStatusCode)
            {
                return;
            }

            await Task.Delay(50);
        }

        Assert.Fail("it never was ready");
    }

    private sealed class Broken : ISnapshotSource
    {
        public Snapshot Current => throw new InvalidOperationException("no snapshot");
    }
}
