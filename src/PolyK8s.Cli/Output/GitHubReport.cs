using PolyK8s.Engine;
using PolyK8s.Engine.Checking;

namespace PolyK8s.Cli.Output;

/// <summary><c>-o github</c>: workflow commands, which GitHub shows as annotations of the changed lines.</summary>
internal sealed class GitHubReport : IReportFormat
{
    /// <inheritdoc />
    public string Name => "github";

    /// <inheritdoc />
    public void Write(CheckReport report, TextWriter writer, bool colors)
    {
        foreach (var result in report.Results)
        {
            if (result.Fault is { } fault)
            {
                Line(writer, "error", fault.File, fault.Place.IsKnown ? (fault.Place.Line, fault.Place.Column) : null, "unreadable", fault.Problem);
            }

            foreach (var finding in result.Findings)
            {
                (int, int)? place = finding.Place is { } at ? (at.Line, at.Column) : null;
                Line(writer, Level(finding), finding.Place?.File ?? result.File, place, finding.Rule, $"{finding.Object}: {finding.Sentence}");
            }
        }
    }

    private static string Level(Finding finding) => finding switch
    {
        { Severity: Severity.Info } or { Effect: Effect.Audit or Effect.Existing or Effect.Excepted } => "notice",
        { Severity: Severity.Error, Effect: Effect.Deny } => "error",
        _ => "warning",
    };

    private static void Line(TextWriter writer, string level, string file, (int Line, int Column)? place, string title, string text)
    {
        var where = place is var (line, column) ? string.Create(System.Globalization.CultureInfo.InvariantCulture, $",line={line},col={column}") : "";
        writer.Write($"::{level} file={Property(file)}{where},title={Property(title)}::{Data(PlainLine.Of(text))}\n");
    }

    private static string Data(string text) =>
        text.Replace("%", "%25", StringComparison.Ordinal).Replace("\r", "%0D", StringComparison.Ordinal).Replace("\n", "%0A", StringComparison.Ordinal);

    private static string Property(string text) =>
        Data(PlainLine.Of(text)).Replace(":", "%3A", StringComparison.Ordinal).Replace(",", "%2C", StringComparison.Ordinal);
}
