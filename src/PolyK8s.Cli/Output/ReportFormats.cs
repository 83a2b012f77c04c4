using System.Collections.Immutable;

namespace PolyK8s.Cli.Output;

/// <summary>Every way to write a report.</summary>
internal static class ReportFormats
{
    /// <summary>The formats.</summary>
    public static ImmutableArray<IReportFormat> All { get; } = [new TextReport(), new TableReport(), new JsonReport(), new YamlReport(), new SarifReport(), new JUnitReport(), new GitHubReport()];

    /// <summary>The format of that name, or null.</summary>
    public static IReportFormat? Find(string name) => All.FirstOrDefault(format => format.Name == name);
}
