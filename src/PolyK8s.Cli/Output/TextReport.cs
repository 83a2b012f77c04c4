using PolyK8s.Engine;
using PolyK8s.Engine.Checking;
using PolyK8s.Engine.Manifests;

namespace PolyK8s.Cli.Output;

/// <summary><c>-o text</c>: one line an editor can follow for each finding, its evidence below, a sum at the end.</summary>
internal sealed class TextReport : IReportFormat
{
    // Some screens full; the whole witness is in the JSON.
    private const int LongestWitness = 2000;

    /// <inheritdoc />
    public string Name => "text";

    /// <inheritdoc />
    public void Write(CheckReport report, TextWriter writer, bool colors)
    {
        foreach (var result in report.Results)
        {
            if (result.Fault is { } fault)
            {
                Line(writer, Where(fault), Colored("unreadable", "31", colors), fault.Problem);
            }

            foreach (var finding in result.Findings)
            {
                Line(writer, finding.Place?.ToString() ?? result.File, Level(finding, colors), finding.Sentence);
                writer.Write($"  object: {PlainLine.Of(finding.Object.ToString())}\n");
                if (finding.Exception is { } exception)
                {
                    writer.Write($"  exception: {PlainLine.Of(exception.Reason)}\n");
                }

                writer.Write($"  witness: {PlainLine.Of(Witness(finding.Witness))}\n");
            }

            Diff(writer, result.Diff, colors);
            foreach (var note in result.LeftOut ?? [])
            {
                writer.Write($"default left out: {PlainLine.Of($"{result.Object}: {note}")}\n");
            }
        }

        foreach (var left in report.Results.SelectMany(result => result.NotJudged).GroupBy(left => left))
        {
            writer.Write($"not judged: {left.Key.Rule} on {Counted.Of(left.Count(), "object")}: {PlainLine.Of(left.Key.Reason)}\n");
        }

        writer.Write($"{Sum(report.Summary)}\n");
    }

    private static void Diff(TextWriter writer, string? diff, bool colors)
    {
        foreach (var line in (diff ?? "").Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            var color = line[0] switch { '+' => "32", '-' => "31", _ => "" };
            writer.Write($"{(color.Length > 0 ? Colored(PlainLine.Of(line), color, colors) : PlainLine.Of(line))}\n");
        }
    }

    private static void Line(TextWriter writer, string where, string level, string text) =>
        writer.Write($"{PlainLine.Of(where)}: {level}: {PlainLine.Of(text)}\n");

    private static string Where(ManifestFault fault) => fault.Place.IsKnown ? $"{fault.File}:{fault.Place}" : fault.File;

    // What the finding is, and what becomes of it where that is less than one would think.
    private static string Level(Finding finding, bool colors)
    {
        var word = RuleText.Word(finding.Severity);
        var color = finding.Severity switch { Severity.Error => "31", Severity.Warning => "33", _ => "36" };
        return Colored(word, color, colors) + finding.Effect switch
        {
            Effect.Existing => " (was so before)",
            Effect.Audit => " (audited only)",
            Effect.Excepted => " (excepted)",
            Effect.Warn when finding.Severity == Severity.Error => " (warns only)",
            _ => "",
        };
    }

    private static string Colored(string text, string color, bool colors) => colors ? $"\u001b[1;{color}m{text}\u001b[0m" : text;

    private static string Witness(ManifestNode witness) =>
        witness.ToString() is var text && text.Length <= LongestWitness ? text : $"{text[..LongestWitness]}... (`-o json` shows all of it)";

    private static string Sum(CheckSummary summary)
    {
        var unreadable = summary.Unreadable == 0 ? "" : $"{Counted.Of(summary.Unreadable, "unreadable document")}; ";
        return $"{Counted.Of(summary.Objects, "object")}, {summary.Denied} denied; {unreadable}"
            + $"{Counted.Of(summary.Errors, "error")}, {Counted.Of(summary.Warnings, "warning")}, {summary.Infos} info; rule set {summary.RuleSet}";
    }
}
