using System.Collections.Immutable;
using PolyK8s.Engine.Defaulting;
using PolyK8s.Engine.Manifests;

namespace PolyK8s.Engine.Checking;

/// <summary>Judges a set of manifests: the one path of the CLI and of MCP to the judge.</summary>
/// <remarks>As in a cluster, the defaults of SchemaConstraints are set first, and what is judged is what would be stored.</remarks>
public static class Check
{
    /// <summary>Judges every object of the request, each beside all the others.</summary>
    public static CheckReport Run(CheckRequest request, Snapshot snapshot, Judge judge)
    {
        var subjects = request.New.Manifests.Select(m => Placement.In(request.Namespace, m)).ToImmutableArray();
        var old = OldObjects.Of(request.Old.Select(m => Placement.In(request.Namespace, m)));
        var written = new RequestObjects(subjects, request.Operation == Operation.Delete);
        var defaulted = subjects.Select((subject, i) => Defaults.Of(ChangeOf(subject, new(written, i), old, request), snapshot.View)).ToImmutableArray();
        var stored = defaulted.Any(d => d is { Patch.IsEmpty: false })
            ? new RequestObjects([.. subjects.Select((subject, i) => defaulted[i]?.Object ?? subject)], request.Operation == Operation.Delete)
            : written;
        var results = subjects
            .Select((subject, i) => Judged(ChangeOf(stored.All[i], new(stored, i), old, request), subject, snapshot, judge) with
            {
                Patch = defaulted[i] is { Patch: { IsEmpty: false } patch } ? patch : null,
                Diff = request.ShowDiff && defaulted[i] is { } shown ? DefaultsDiff.Of(subject, shown) : null,
            })
            .Concat(request.New.Faults.Select(Unreadable))
            .ToImmutableArray();
        var ordered = InInputOrder(results, request.New.Files);
        return new(CheckReport.CurrentVersion, ordered, CheckSummary.Of(ordered, judge.RuleSet(snapshot.Policies)));
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
            Subresource = request.Subresource,
            Part = part,
        };
    }

    private static CheckResult Judged(Change change, Manifest subject, Snapshot snapshot, Judge judge)
    {
        var verdict = judge.Decide(change, snapshot.View, snapshot.Policies);
        return new(subject.File, subject.Document, subject.Reference, verdict.Outcome, verdict.Findings, verdict.NotJudged);
    }

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
