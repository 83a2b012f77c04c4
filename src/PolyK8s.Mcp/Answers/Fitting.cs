using System.Collections.Immutable;
using System.Text.Json;
using PolyK8s.Engine;
using PolyK8s.Engine.Checking;
using PolyK8s.Engine.Manifests;

namespace PolyK8s.Mcp.Answers;

/// <summary>Makes a report fit a model's context: what denies comes first, order stays that of the input, and what is left out is counted.</summary>
internal static class Fitting
{
    /// <summary>
    /// Bytes of JSON in one answer. Assistants read about 4 bytes to a token and warn from 10,000 tokens of one result;
    /// with the text beside it (<see cref="AnswerText.Longest"/>) an answer stays near 6,000.
    /// </summary>
    public const int Budget = 16_000;

    /// <summary>Not even an allowed object without a finding is written in fewer bytes.</summary>
    private const int Smallest = 100;

    /// <summary>As much of a report as fits.</summary>
    /// <param name="report">The whole report.</param>
    /// <param name="notes">What else bears on the verdicts.</param>
    /// <param name="withFindings">Whether findings are wanted; if not they count as left out.</param>
    public static ValidateAnswer Of(CheckReport report, IEnumerable<string> notes, bool withFindings)
    {
        var results = report.Results;
        var ranked = Enumerable.Range(0, results.Length).OrderBy(i => Rank(results[i])).ToImmutableArray();
        var shown = new HashSet<int>();
        var findings = new Dictionary<int, HashSet<int>>();
        var left = Budget;

        // Half for the objects something is wrong with, then findings, then whatever else there is room for.
        Take(ranked.Where(i => Rank(results[i]) < Clean), i => Size(results[i] with { Findings = [] }), i => shown.Add(i), ref left, Budget / 2);
        if (withFindings)
        {
            var wanted = ranked.Where(shown.Contains).SelectMany(i => results[i].Findings.Select((finding, j) => (Result: i, At: j, Finding: finding)));
            Take(wanted.OrderBy(w => w.Finding.Effect != Effect.Deny), w => Size(w.Finding), w => Of(findings, w.Result).Add(w.At), ref left, 0);
        }

        Take(ranked.Where(i => !shown.Contains(i)), i => Size(results[i] with { Findings = [] }), i => shown.Add(i), ref left, 0);
        var kept = shown.Order().Select(i => results[i] with { Findings = [.. results[i].Findings.Where((_, j) => Of(findings, i).Contains(j))] });
        return Answer(report, [.. kept], [.. notes.Take(MostNotes).Select(PlainText.Line)], withFindings);
    }

    /// <summary>JSON readers stop at 64 levels by default; message, result and finding around a witness take 8.</summary>
    private const int DeepestWitness = 48;

    /// <summary>Notes are about the server, not the question; a few make the point.</summary>
    private const int MostNotes = 5;

    private const int Clean = 3;

    private static int Rank(CheckResult result) =>
        result.Outcome == Outcome.Denied ? 0
        : result.Outcome == Outcome.CouldNotTell ? 1
        : result.Findings.Length > 0 ? 2
        : Clean;

    private static void Take<T>(IEnumerable<T> wanted, Func<T, int> size, Action<T> keep, ref int left, int reserve)
    {
        foreach (var one in wanted)
        {
            if (left - reserve < Smallest)
            {
                return;
            }

            if (size(one) is var bytes && bytes <= left - reserve)
            {
                left -= bytes;
                keep(one);
            }
        }
    }

    private static ValidateAnswer Answer(CheckReport report, ImmutableArray<CheckResult> kept, ImmutableArray<string> notes, bool withFindings)
    {
        var shown = kept.SelectMany(r => r.Findings).CountBy(f => f.Rule).ToDictionary();
        var missing = report.Results.SelectMany(r => r.Findings).CountBy(f => f.Rule)
            .Select(all => new RuleCount(all.Key, all.Value - shown.GetValueOrDefault(all.Key)))
            .Where(count => count.Findings > 0)
            .OrderBy(count => count.Rule, StringComparer.Ordinal)
            .ToImmutableArray();
        var results = report.Results.Length - kept.Length;
        var answer = new ValidateAnswer(report.ApiVersion, kept, report.Summary, notes);
        return results == 0 && missing.IsEmpty ? answer : answer with
        {
            Omitted = new(results, missing.Sum(count => count.Findings), missing, withFindings ? "send fewer objects at once, or name `rules`" : "ask with `detail` full"),
        };
    }

    private static HashSet<int> Of(Dictionary<int, HashSet<int>> findings, int result) =>
        findings.TryGetValue(result, out var kept) ? kept : findings[result] = [];

    private static int Size(CheckResult result) => JsonSerializer.SerializeToUtf8Bytes(result, McpJson.Default.CheckResult).Length;

    private static int Size(Finding finding) => IsDeeper(finding.Witness, DeepestWitness) ? int.MaxValue : JsonSerializer.SerializeToUtf8Bytes(finding, McpJson.Default.Finding).Length;

    private static bool IsDeeper(ManifestNode node, int levels) =>
        levels == 0 || node.Items.Any(item => IsDeeper(item, levels - 1)) || node.Members.Any(member => IsDeeper(member.Value, levels - 1));
}
