using System.Collections.Immutable;
using PolyK8s.Engine.Manifests;

namespace PolyK8s.Engine.Checking;

/// <summary>Judges a set of manifests: the one path of the CLI and of MCP to the judge.</summary>
public static class Check
{
    /// <summary>Judges every object of the request, each beside all the others.</summary>
    public static CheckReport Run(CheckRequest request, Snapshot snapshot, Judge judge)
    {
        var subjects = request.New.Manifests.Select(m => Placement.In(request.Namespace, m)).ToImmutableArray();
        var old = OldObjects.Of(request.Old.Select(m => Placement.In(request.Namespace, m)));
        var all = new RequestObjects(subjects, request.Operation == Operation.Delete);
        var results = subjects
            .Select((subject, i) => Judged(ChangeOf(subject, new(all, i), old, request), subject, snapshot, judge))
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
