using System.Collections.Immutable;
using System.Globalization;
using PolyK8s.Engine;

namespace PolyK8s.Webhook.Review;

/// <summary>What whoever made the change is told although it does not deny: kubectl prints each line after <c>Warning:</c>.</summary>
internal static class WarningLines
{
    // The API server keeps 4,096 characters of warnings from all webhooks together and shortens beyond; 20 of 120 stay well inside.
    private const int MaxLines = 20;
    private const int MaxLength = 120;

    /// <summary>The lines, the most severe first.</summary>
    public static ImmutableArray<string> Of(Verdict verdict)
    {
        var findings = verdict.Findings
            .Where(f => f.Effect is Effect.Warn or Effect.Existing or Effect.Excepted)
            .OrderByDescending(f => f.Severity)
            .Select(f => f.Sentence);
        var lines = findings
            .Concat(verdict.NotJudged.Select(n => $"{n.Rule}: could not be judged: {n.Reason}"))
            .Select(line => OneLine.Cut(OneLine.Of(line), MaxLength))
            .Distinct(StringComparer.Ordinal)
            .ToImmutableArray();
        return lines.Length <= MaxLines ? lines : [.. lines[..(MaxLines - 1)], More(lines.Length - MaxLines + 1)];
    }

    private static string More(int count) => string.Create(CultureInfo.InvariantCulture, $"and {count} more; `poly-k8s check` shows them all");
}
