using PolyK8s.Engine;
using PolyK8s.Engine.Checking;

namespace PolyK8s.Cli.Output;

/// <summary><c>-o table</c>: one row for each finding, and one for each object without.</summary>
internal sealed class TableReport : IReportFormat
{
    private static readonly string[] Head = ["OBJECT", "OUTCOME", "SEVERITY", "RULE", "FIELD", "REASON", "PLACE"];

    /// <inheritdoc />
    public string Name => "table";

    /// <inheritdoc />
    public void Write(CheckReport report, TextWriter writer, bool colors)
    {
        foreach (var line in TextColumns.Of([.. report.Results.SelectMany(Rows).Prepend(Head)]))
        {
            writer.Write(line + "\n");
        }
    }

    private static IEnumerable<string[]> Rows(CheckResult result)
    {
        var (subject, outcome) = (PlainLine.Of(result.Object?.ToString() ?? "-"), Word(result));
        if (result.Fault is { } fault)
        {
            return [[subject, outcome, "error", "-", "-", PlainLine.Of(fault.Problem), PlainLine.Of(fault.Place.IsKnown ? $"{fault.File}:{fault.Place}" : fault.File)]];
        }

        return result.Findings.IsEmpty
            ? [[subject, outcome, "-", "-", "-", "-", PlainLine.Of(result.File)]]
            : result.Findings.Select(finding => Row(finding, subject, outcome, result.File));
    }

    private static string[] Row(Finding finding, string subject, string outcome, string file) =>
    [
        subject, outcome, RuleText.Word(finding.Severity), finding.Rule, finding.Path.Length == 0 ? "-" : PlainLine.Of(finding.Path), PlainLine.Of(finding.Reason),
        PlainLine.Of(finding.Place?.ToString() ?? file),
    ];

    private static string Word(CheckResult result) => result switch
    {
        { Fault: not null } => "unreadable",
        { Outcome: Outcome.Allowed } => "allowed",
        { Outcome: Outcome.Denied } => "denied",
        _ => "could not tell",
    };
}
