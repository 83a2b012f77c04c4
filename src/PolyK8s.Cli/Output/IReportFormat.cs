using PolyK8s.Engine.Checking;

namespace PolyK8s.Cli.Output;

/// <summary>A way to write a report.</summary>
internal interface IReportFormat
{
    /// <summary>Its name for <c>-o</c>.</summary>
    string Name { get; }

    /// <summary>Writes the report.</summary>
    /// <param name="report">The report.</param>
    /// <param name="writer">Where to.</param>
    /// <param name="colors">Whether a person looks at it and wants colours.</param>
    void Write(CheckReport report, TextWriter writer, bool colors);
}
