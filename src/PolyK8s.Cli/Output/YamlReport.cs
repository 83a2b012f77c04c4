using System.Text.Json;
using PolyK8s.Engine;
using PolyK8s.Engine.Checking;
using PolyK8s.Engine.Manifests;

namespace PolyK8s.Cli.Output;

/// <summary><c>-o yaml</c>: what <c>-o json</c> says, in YAML.</summary>
internal sealed class YamlReport : IReportFormat
{
    /// <inheritdoc />
    public string Name => "yaml";

    /// <inheritdoc />
    public void Write(CheckReport report, TextWriter writer, bool colors)
    {
        using var document = JsonDocument.Parse(CliJson.Write(report, EngineJson.Default.CheckReport), new() { MaxDepth = 1024 });
        writer.Write(ManifestYaml.Of(ManifestNodeJson.From(document.RootElement)));
    }
}
