using System.Collections.Immutable;
using PolyK8s.Engine;
using PolyK8s.Engine.Checking;
using PolyK8s.Engine.Manifests;
using PolyK8s.Engine.Schemas;
using PolyK8s.Engine.Writing;

namespace PolyK8s.Cluster.Guarded;

/// <summary>What the rules say of writes before they are sent.</summary>
/// <param name="World">The cluster and its policies.</param>
/// <param name="Author">Who writes; null when nobody knows.</param>
/// <param name="Judge">What the webhook of that cluster judges by.</param>
/// <param name="Schemas">The schemas of its version; null when they are not known, and the server alone checks objects by them.</param>
internal sealed record Judgement(Snapshot World, Author? Author, Judge Judge, SchemaPack? Schemas)
{
    // What a server refuses before it asks a webhook; which kinds there are it has said itself.
    private static readonly Judge Server = new(new(RuleBook.All.Rules.Where(rule => rule.Card is { RepeatsApiServer: true, Id: not "SafeSchema/known-kind" })));

    /// <summary>The same, with other objects of the request in the cluster.</summary>
    public Judgement Beside(IEnumerable<Manifest> others) => this with { World = World with { View = World.View.With(others) } };

    /// <summary>The writes of one request, each with its verdict; one that is not to be sent has the reason.</summary>
    public ImmutableArray<PendingWrite> Of(IReadOnlyList<PendingWrite> writes)
    {
        if (writes.Any(w => w.Refused is not null))
        {
            return [.. writes];
        }

        var request = new CheckRequest(new([.. writes.Select(w => w.After! with { File = "" })], []))
        {
            Old = [.. writes.Select(w => w.Live).OfType<Manifest>()],
            Author = Author,
            At = TimeProvider.System.GetUtcNow(),
        };
        // An object that the server would store it has checked itself, with what it has filled in.
        if (Schemas is not null && writes.All(w => w.Stored is null) && Check.Run(request, new(World.View.With(Schemas), Policies.Strict), Server).Results is var invalid && invalid.Any(r => r.Outcome == Outcome.Denied))
        {
            return [.. writes.Select((write, i) => Invalid(write, invalid[i]))];
        }

        // Where no profile speaks a cluster warns; so does whoever writes to it.
        var results = Check.Run(request, World with { Policies = World.Policies.Defaulting(Mode.Warn) }, Judge).Results;
        return [.. writes.Select((write, i) => Judged(write, results[i]))];
    }

    private static PendingWrite Invalid(PendingWrite write, CheckResult result)
    {
        var judged = write with { Verdict = new WriteResult(write.Target.Object, WriteOutcome.Allowed, "") { Findings = result.Findings } };
        return result.Outcome == Outcome.Denied ? judged with { Refused = judged.As(WriteOutcome.Denied, "it is not valid: it is not sent") } : judged;
    }

    private PendingWrite Judged(PendingWrite write, CheckResult result)
    {
        var judged = write with
        {
            Verdict = new WriteResult(write.Target.Object, WriteOutcome.Allowed, "") { Findings = result.Findings, NotJudged = result.NotJudged },
        };
        return World.NotReady is { } reason ? judged with { Refused = judged.As(WriteOutcome.CouldNotTell, $"the cluster cannot be judged by, so nothing is sent: {reason}") }
            : result.Outcome == Outcome.Denied ? judged with { Refused = judged.As(WriteOutcome.Denied, "the rules deny it: it is not sent") }
            : result.Outcome == Outcome.CouldNotTell ? judged with { Refused = judged.As(WriteOutcome.CouldNotTell, $"it cannot be judged, so it is not sent: {result.NotJudged.FirstOrDefault()?.Reason}") }
            : Author is null && result.NotJudged.Any(n => Judge.Book.Find(n.Rule)?.Card.NeedsAuthor == true)
                ? judged with { Refused = judged.As(WriteOutcome.CouldNotTell, "who writes is not known, so it is not sent: the server has no SelfSubjectReview (Kubernetes 1.28 has); name the user with `--as`") }
            : judged;
    }
}
