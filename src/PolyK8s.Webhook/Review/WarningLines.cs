using System.Collections.Immutable;
using System.Globalization;
using PolyK8s.Engine;

namespace PolyK8s.Webhook.Review;

/// <summary>What whoever made the change is told although it does not deny: kubectl prints each line after <c>Warning:</c>.</summary>
internal static class WarningLines
{
    // The API server keeps 4,096 characters of warnings from all webhooks together; half of that leaves room for others.
    private const int MaxLines = 20;
    private const int MaxTogether = 2048;
    // It shortens each line to this where they are more together.
    private const int MinLength = 120;

    /// <summary>The lines, the most severe first: few in full, with how to mend each, many shortened alike.</summary>
    public static ImmutableArray<string> Of(Verdict verdict)
    {
        var findings = verdict.Findings
            .Where(f => f.Effect is Effect.Warn or Effect.Existing or Effect.Excepted)
            .OrderByDescending(f => f.Severity)
            .Select(f => f.Sentence);
        var lines = findings
            .Concat(verdict.NotJudged.Select(n => $"{n.Rule}: could not be judged: {n.Reason}"))
            .Select(OneLine.Of)
            .Distinct(StringComparer.Ordinal)
            .ToImmutableArray();
        var kept = lines.Length <= MaxLines ? lines : lines[..(MaxLines - 1)];
        if (kept.Sum(line => line.Length) > MaxTogether)
        {
            var each = Math.Max(MinLength, MaxTogether / kept.Length);
            kept = [.. kept.Select(line => OneLine.Cut(line, each))];
        }

        return kept.Length == lines.Length ? kept : kept.Add(More(lines.Length - kept.Length));
    }

    private static string More(int count) => string.Create(CultureInfo.InvariantCulture, $"and {count} more; `poly-k8s check` shows them all");
}
