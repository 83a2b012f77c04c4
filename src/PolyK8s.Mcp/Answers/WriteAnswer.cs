using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json.Serialization;
using PolyK8s.Engine;
using PolyK8s.Engine.Manifests;
using PolyK8s.Engine.Writing;

namespace PolyK8s.Mcp.Answers;

/// <summary>What became of a write: the report, its findings as sentences, as many as fit.</summary>
/// <param name="ApiVersion">The version of this shape.</param>
/// <param name="Done">Whether everything was done as asked.</param>
/// <param name="Results">The results, in the order of the objects.</param>
/// <param name="OmittedFindings">How many findings are left out for length.</param>
internal sealed record WriteAnswer(string ApiVersion, bool Done, ImmutableArray<ToldWrite> Results, int OmittedFindings)
{
    /// <summary>Sentences in one answer: of a few hundred letters each, they make about 6,000 tokens.</summary>
    private const int MostLines = 60;

    /// <summary>The answer.</summary>
    public static WriteAnswer Of(WriteReport report)
    {
        var left = MostLines;
        var results = report.Results.Select(r => Told(r, ref left)).ToImmutableArray();
        return new(report.ApiVersion, report.IsDone, results, report.Results.Sum(r => r.Findings.Length) - results.Sum(r => r.Findings.Length));
    }

    /// <summary>The same for readers.</summary>
    public string Text()
    {
        var lines = Results.SelectMany(r => new[] { $"{r.Object}: {r.Message}" }
            .Concat(r.Findings.Select(f => $"- {f}")).Concat(r.NotJudged.Select(n => $"- not judged: {n}")).Concat(r.Conflicts.Select(c => $"- `{c.Field}`: conflict with \"{c.Manager}\"")));
        var text = string.Join('\n', lines.Select(PlainText.Line));
        return OmittedFindings == 0 ? text : string.Create(CultureInfo.InvariantCulture, $"{text}\nfindings left out: {OmittedFindings}; `validate_manifests` shows them");
    }

    // What denies is told first.
    private static ToldWrite Told(WriteResult result, ref int left)
    {
        var findings = result.Findings.OrderBy(f => f.Effect != Effect.Deny).Take(left).Select(f => PlainText.Line($"{EffectWords.Of(f.Effect)}: {f.Sentence}")).ToImmutableArray();
        left -= findings.Length;
        var notJudged = result.NotJudged.Take(left).Select(n => PlainText.Line($"{n.Rule}: {n.Reason}")).ToImmutableArray();
        left -= notJudged.Length;
        return new(result.Object, result.Outcome, PlainText.Line(result.Message), findings, notJudged, [.. result.Conflicts.Take(MostLines).Select(c => new FieldConflict(PlainText.Line(c.Field), PlainText.Line(c.Manager)))]) { State = result.State };
    }
}

/// <summary>What became of one object.</summary>
/// <param name="Object">The object.</param>
/// <param name="Outcome">How it ended.</param>
/// <param name="Message">The same, one line.</param>
/// <param name="Findings">What the rules found, one line each.</param>
/// <param name="NotJudged">What could not be judged, one line each.</param>
/// <param name="Conflicts">The fields that others own.</param>
internal sealed record ToldWrite(ObjectReference Object, WriteOutcome Outcome, string Message, ImmutableArray<string> Findings, ImmutableArray<string> NotJudged, ImmutableArray<FieldConflict> Conflicts)
{
    /// <summary>The last state that was seen, if it was followed.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? State { get; init; }
}
