using System.Text;

namespace PolyK8s.Webhook.Metrics;

/// <summary>A value that is read when somebody asks.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Help">What it says.</param>
/// <param name="Read">The samples: labels (as <see cref="Metric.Labels"/> writes them) and values; one without a value now is left out.</param>
internal sealed record Gauge(string Name, string Help, Func<IEnumerable<(string Labels, double? Value)>> Read) : Metric(Name, Help, "gauge")
{
    /// <inheritdoc />
    protected override void WriteSamples(StringBuilder text)
    {
        foreach (var (labels, value) in Read())
        {
            if (value is { } known)
            {
                Sample(text, Name, labels, known);
            }
        }
    }
}
