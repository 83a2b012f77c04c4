using System.Collections.Immutable;
using PolyK8s.Cluster.Writing;
using PolyK8s.Engine.Writing;

namespace PolyK8s.Cluster.Guarded;

/// <summary>Why a server did not take a write.</summary>
internal static class FailedWrite
{
    /// <summary>Whether somebody changed the object after it was judged.</summary>
    public static bool IsStale(ApiAnswer answer) => Conflicts(answer).IsEmpty
        && ((answer.IsConflict && !answer.Message.Contains("Apply failed", StringComparison.Ordinal)) || (answer.Status == 422 && answer.Message.Contains("testing value /metadata/resourceVersion", StringComparison.Ordinal)));

    /// <summary>The result.</summary>
    public static WriteResult Of(PendingWrite write, ApiAnswer answer)
    {
        var conflicts = Conflicts(answer);
        return !conflicts.IsEmpty ? write.As(WriteOutcome.Conflict, $"others own {conflicts.Length switch { 1 => "a field", _ => "fields" }} of it: it is not written; `--force-conflicts` takes over") with { Conflicts = conflicts }
            : IsStale(answer) ? write.As(WriteOutcome.Failed, "somebody changes it again and again: it is not written; try again")
            : answer.Status == 0 ? write.As(WriteOutcome.Failed, $"the server does not answer, and whether it is written is not known: {answer.Message}")
            : write.As(WriteOutcome.Failed, $"the server did not take it: {(answer.Message.Length > 0 ? answer.Message : $"it answered {answer.Status}")}");
    }

    private static ImmutableArray<FieldConflict> Conflicts(ApiAnswer answer) => !answer.IsConflict ? [] :
    [
        .. (answer.Object?.ItemsAt("details", "causes") ?? []).Where(c => c.TextAt("reason") == "FieldManagerConflict")
            .Select(c => new FieldConflict(c.TextAt("field") ?? "", ManagerIn((c.TextAt("message") ?? "").ReplaceLineEndings(" ")))),
    ];

    // The server says `conflict with "NAME"`, and perhaps with what; a quote in the name is escaped.
    private static string ManagerIn(string message)
    {
        const string Start = "conflict with \"";
        var end = message.StartsWith(Start, StringComparison.Ordinal) ? message.IndexOf('"', Start.Length) : -1;
        return end > Start.Length && !message[Start.Length..end].Contains('\\', StringComparison.Ordinal) ? message[Start.Length..end] : message;
    }
}
