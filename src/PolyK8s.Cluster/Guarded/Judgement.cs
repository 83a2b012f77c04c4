using System.Collections.Immutable;
using PolyK8s.Engine;
using PolyK8s.Engine.Checking;
using PolyK8s.Engine.Writing;

namespace PolyK8s.Cluster.Guarded;

/// <summary>What the rules say of writes before they are sent.</summary>
internal static class Judgement
{
    /// <summary>The writes, each with its verdict; one that is not to be sent has the reason.</summary>
    /// <param name="writes">The writes of one request.</param>
    /// <param name="world">The cluster and its policies.</param>
    /// <param name="author">Who writes; null when nobody knows.</param>
    /// <param name="judge">The judge.</param>
    public static ImmutableArray<PendingWrite> Of(IReadOnlyList<PendingWrite> writes, Snapshot world, Author? author, Judge judge)
    {
        if (writes.Any(w => w.Refused is not null))
        {
            return [.. writes];
        }

        // Where no profile speaks a cluster warns; so does whoever writes to it.
        var snapshot = world with { Policies = world.Policies.Defaulting(Mode.Warn) };
        var request = new CheckRequest(new([.. writes.Select(w => w.After! with { File = "" })], []))
        {
            Old = [.. writes.Select(w => w.Live).OfType<Engine.Manifests.Manifest>()],
            Author = author,
            At = TimeProvider.System.GetUtcNow(),
        };
        var results = Check.Run(request, snapshot, judge).Results;
        return [.. writes.Select((write, i) => Judged(write, results[i], world, author, judge))];
    }

    private static PendingWrite Judged(PendingWrite write, CheckResult result, Snapshot world, Author? author, Judge judge)
    {
        var judged = write with
        {
            Verdict = new WriteResult(write.Target.Object, WriteOutcome.Allowed, "") { Findings = result.Findings, NotJudged = result.NotJudged },
        };
        return world.NotReady is { } reason ? judged with { Refused = judged.As(WriteOutcome.CouldNotTell, $"the cluster cannot be judged by, so nothing is sent: {reason}") }
            : result.Outcome == Outcome.Denied ? judged with { Refused = judged.As(WriteOutcome.Denied, "the rules deny it: it is not sent") }
            : result.Outcome == Outcome.CouldNotTell ? judged with { Refused = judged.As(WriteOutcome.CouldNotTell, $"it cannot be judged, so it is not sent: {result.NotJudged.FirstOrDefault()?.Reason}") }
            : author is null && result.NotJudged.Any(n => judge.Book.Find(n.Rule)?.Card.NeedsAuthor == true)
                ? judged with { Refused = judged.As(WriteOutcome.CouldNotTell, "who writes is not known, so it is not sent: the server has no SelfSubjectReview (Kubernetes 1.28 has); name the user with `--as`") }
            : judged;
    }

    /// <summary>The report in which what is allowed is not sent because something else is not.</summary>
    public static WriteReport WithTheRestNotSent(this WriteReport report) => report.IsDone ? report : report with
    {
        Results = [.. report.Results.Select(r => r.Outcome == WriteOutcome.Allowed ? r with { Outcome = WriteOutcome.NotSent, Message = "another object of the request is not sent, so this one is not either" } : r)],
    };
}
