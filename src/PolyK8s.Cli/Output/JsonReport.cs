using PolyK8s.Engine;
using PolyK8s.Engine.Checking;

namespace PolyK8s.Cli.Output;

/// <summary><c>-o json</c>: the report as it is.</summary>
internal sealed class JsonReport : IReportFormat
{
    /// <inheritdoc />
    public string Name => "json";

    /// <inheritdoc />
    public void Write(CheckReport report, TextWriter writer, bool colors) => writer.Write(CliJson.Write(report, EngineJson.Default.CheckReport));
}
