using System.Globalization;
using System.Text;

namespace PolyK8s.Webhook.Metrics;

/// <summary>One metric and how it is written in Prometheus' text format.</summary>
/// <param name="Name">Its name, with its unit.</param>
/// <param name="Help">What it counts, one sentence.</param>
/// <param name="Type"><c>counter</c>, <c>gauge</c> or <c>histogram</c>.</param>
internal abstract record Metric(string Name, string Help, string Type)
{
    /// <summary>Writes head and samples.</summary>
    public void Write(StringBuilder text)
    {
        text.Append(CultureInfo.InvariantCulture, $"# HELP {Name} {Help}\n# TYPE {Name} {Type}\n");
        WriteSamples(text);
    }

    /// <summary>Writes the samples.</summary>
    protected abstract void WriteSamples(StringBuilder text);

    /// <summary>Writes one sample.</summary>
    /// <param name="text">Where to.</param>
    /// <param name="name">The sample's name.</param>
    /// <param name="labels">Its labels, in braces; empty for none.</param>
    /// <param name="value">Its value.</param>
    protected static void Sample(StringBuilder text, string name, string labels, double value) =>
        text.Append(CultureInfo.InvariantCulture, $"{name}{labels} {value:R}\n");

    /// <summary>Labels as they are written; names are ours, values may be anything.</summary>
    public static string Labels(params ReadOnlySpan<(string Name, string Value)> labels)
    {
        if (labels.IsEmpty)
        {
            return "";
        }

        var text = new StringBuilder("{");
        foreach (var (name, value) in labels)
        {
            _ = text.Length > 1 ? text.Append(',') : text;
            text.Append(CultureInfo.InvariantCulture, $"{name}=\"{value.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal)}\"");
        }

        return text.Append('}').ToString();
    }
}
