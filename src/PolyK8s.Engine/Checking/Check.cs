using System.Collections.Concurrent;
using System.Collections.Immutable;
using PolyK8s.Engine.Defaulting;
using PolyK8s.Engine.Manifests;
using PolyK8s.Engine.Schemas;

namespace PolyK8s.Engine.Checking;

/// <summary>Judges a set of manifests: the one path of the CLI and of MCP to the judge.</summary>
/// <remarks>As in a cluster, the defaults of SchemaConstraints are set first, and what is judged is what would be stored.</remarks>
public static class Check
{
    /// <summary>Judges every object of the request, each beside all the others.</summary>
    public static CheckReport Run(CheckRequest request, Snapshot snapshot, Judge judge)
    {
        var old = Old(request);
        var defaulted = WithDefaults(request, old, snapshot);
        var stored = new RequestObjects([.. defaulted.Select(d => d.Defaulted?.Object ?? d.Written)], request.Operation == Operation.Delete);
        var results = Partitioner.Create(Enumerable.Range(0, defaulted.Length).ToArray(), loadBalance: true).AsParallel().AsOrdered()
            .Select(i => With(defaulted[i], request, Judged(ChangeOf(stored.All[i], new(stored, i), old, request), defaulted[i].Written, snapshot, judge)))
            .AsSequential()
            .Concat(request.New.Faults.Select(Unreadable))
            .ToImmutableArray();
        var ordered = InInputOrder(results, request.New.Files);
        return new(CheckReport.CurrentVersion, ordered, CheckSummary.Of(ordered, judge.RuleSet(snapshot.Policies)));
    }

    /// <summary>The objects of the request as written, and what defaults make of them: null where there is nothing to set them on.</summary>
    public static ImmutableArray<(Manifest Written, Defaulted? Defaulted)> WithDefaults(CheckRequest request, Snapshot snapshot) => WithDefaults(request, Old(request), snapshot);

    private static ImmutableArray<(Manifest Written, Defaulted? Defaulted)> WithDefaults(CheckRequest request, OldObjects old, Snapshot snapshot)
    {
        var written = new RequestObjects([.. request.New.Manifests.Select(m => Placement.In(request.Namespace, m))], request.Operation == Operation.Delete);
        return [.. written.All.Select((subject, i) => (subject, Defaults.Of(ChangeOf(subject, new(written, i), old, request), snapshot.View)))];
    }

    private static Change ChangeOf(Manifest subject, RequestPart part, OldObjects old, CheckRequest request)
    {
        var before = old.Find(subject);
        var operation = request.Operation ?? (before is null ? Operation.Create : Operation.Update);
        var change = operation switch
        {
            Operation.Delete => new Change(operation, before ?? subject, null),
            Operation.Update => new Change(operation, before, subject),
            _ => new Change(operation, null, subject),
        };
        return change with
        {
            Author = request.Author,
            At = request.At,
            Subresource = request.Subresource,
            Part = part,
        };
    }

    private static CheckResult Judged(Change change, Manifest subject, Snapshot snapshot, Judge judge)
    {
        var verdict = judge.Decide(AsApplied(change, snapshot.View), snapshot.View, snapshot.Policies);
        return RepeatedKeyFindings.Unsaid(subject, verdict) is { } fault ? Unreadable(fault)
            : new(subject.File, subject.Document, subject.Reference, verdict.Outcome, verdict.Findings, verdict.NotJudged);
    }

    // A manifest of a file over a live object: what the server would be sent by `kubectl apply`.
    private static Change AsApplied(Change change, ClusterView view) =>
        change is { Operation: Operation.Update, Before: { } before, After: { } after, Subresource: "" } && Applied.Concerns(before, after)
            ? change with { After = Applied.Over(before, after, KindLookup.Find(change, view)) }
            : change;

    private static OldObjects Old(CheckRequest request) => OldObjects.Of(request.Old.Select(m => Placement.In(request.Namespace, m)));

    private static CheckResult With((Manifest Written, Defaulted? Defaulted) one, CheckRequest request, CheckResult result) =>
        one.Defaulted is not { } defaulted || result.Fault is not null ? result
        : result with
        {
            Patch = defaulted.Patch.IsEmpty ? null : defaulted.Patch,
            Diff = request.ShowDiff ? DefaultsDiff.Of(one.Written, defaulted) : null,
            LeftOut = request.ShowDiff && !defaulted.Notes.IsEmpty ? defaulted.Notes : null,
        };

    private static CheckResult Unreadable(ManifestFault fault) =>
        new(fault.File, fault.Document, null, Outcome.CouldNotTell, [], []) { Fault = fault };

    // The sort keeps the order of equals: items of a List stay as they are.
    private static ImmutableArray<CheckResult> InInputOrder(ImmutableArray<CheckResult> results, ImmutableArray<string> files)
    {
        var position = files.Concat(results.Select(result => result.File)).Distinct(StringComparer.Ordinal)
            .Select((file, i) => KeyValuePair.Create(file, i))
            .ToDictionary(StringComparer.Ordinal);
        return [.. results.OrderBy(result => position[result.File]).ThenBy(result => result.Document)];
    }
}
