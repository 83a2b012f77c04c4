using System.Collections.Immutable;
using PolyK8s.Engine;
using PolyK8s.Engine.Checking;

namespace PolyK8s.Cli.Output;

/// <summary><c>-o sarif</c>: SARIF 2.1.0, which code scanners and editors show.</summary>
internal sealed class SarifReport : IReportFormat
{
    private const string Schema = "https://json.schemastore.org/sarif-2.1.0.json";

    /// <inheritdoc />
    public string Name => "sarif";

    /// <inheritdoc />
    public void Write(CheckReport report, TextWriter writer, bool colors)
    {
        var findings = report.Results.SelectMany(result => result.Findings.Select(finding => (finding, result.File))).ToArray();
        var ids = findings.Select(found => found.finding.Rule).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToImmutableArray();
        var faults = report.Results.Select(result => result.Fault).OfType<Engine.Manifests.ManifestFault>().ToArray();
        var run = new SarifRun(
            new(new("poly-k8s", ProductVersion.Text, [.. ids.Select(Rule)])),
            [new(faults.Length == 0, [.. faults.Select(fault => new SarifNotification("error", new(fault.Problem), [Location(fault.File, fault.Place.IsKnown ? new(fault.Place.Line, fault.Place.Column) : null, null)]))])],
            [.. findings.Select(found => Result(found.finding, found.File, ids))],
            "utf16CodeUnits");
        writer.Write(CliJson.Write(new SarifLog(Schema, "2.1.0", [run]), CliJson.Default.SarifLog));
    }

    private static SarifRule Rule(string id) => RuleBook.All.Rules.FirstOrDefault(rule => rule.Card.Id == id)?.Card is { } card
        ? new(id, new(Sentence(card.Title)), new(Sentence(card.Why)), new($"{Sentence(card.Reads)} {Sentence(card.Allows)}"), new(Level(card.Severity)))
        : new(id, new(id), null, null, null);

    private static SarifResult Result(Finding finding, string file, ImmutableArray<string> ids)
    {
        var region = finding.Place is { } place ? new SarifRegion(place.Line, place.Column) : null;
        var suppressed = finding.Effect switch
        {
            Effect.Existing => [new("external", "it was so before the change")],
            Effect.Audit => [new("external", "a policy only audits it")],
            Effect.Excepted => [new("external", "an exception holds for it")],
            _ => ImmutableArray<SarifSuppression>.Empty,
        };
        return new(
            finding.Rule,
            ids.IndexOf(finding.Rule),
            finding.Effect switch { Effect.Excepted => "note", Effect.Warn when finding.Severity == Severity.Error => "warning", _ => Level(finding.Severity) },
            new(PlainLine.Of(finding.Sentence)),
            [Location(finding.Place?.File ?? file, region, $"{finding.Object}{(finding.Path.Length == 0 ? "" : $" {finding.Path}")}")],
            suppressed.IsEmpty ? null : suppressed);
    }

    private static SarifLocation Location(string file, SarifRegion? region, string? logical) =>
        new(new(new(Uri.EscapeDataString(file).Replace("%2F", "/", StringComparison.Ordinal)), region), logical is null ? null : [new(PlainLine.Of(logical))]);

    private static string Level(Severity severity) => severity switch { Severity.Error => "error", Severity.Warning => "warning", _ => "note" };

    // SARIF's texts are sentences; ours have no full stop.
    private static string Sentence(string text) => char.ToUpperInvariant(text[0]) + text[1..].TrimEnd('.') + ".";
}
