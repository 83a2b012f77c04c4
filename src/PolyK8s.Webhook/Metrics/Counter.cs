using System.Collections.Concurrent;
using System.Text;

namespace PolyK8s.Webhook.Metrics;

/// <summary>Counts, by labels.</summary>
internal sealed record Counter(string Name, string Help) : Metric(Name, Help, "counter")
{
    // Kinds come from whoever makes requests. 1,000 series of each metric is what one scrape should hold at most; what comes
    // later is counted together.
    private const int MostSeries = 1000;
    private const string Others = "{others=\"true\"}";

    private readonly ConcurrentDictionary<string, StrongBox> _series = new(StringComparer.Ordinal);

    /// <summary>Counts one.</summary>
    public void Add(params ReadOnlySpan<(string Name, string Value)> labels)
    {
        var key = Labels(labels);
        if (!_series.TryGetValue(key, out var series))
        {
            series = _series.GetOrAdd(_series.Count < MostSeries ? key : Others, _ => new());
        }

        Interlocked.Increment(ref series.Value);
    }

    /// <inheritdoc />
    protected override void WriteSamples(StringBuilder text)
    {
        foreach (var (labels, series) in _series.OrderBy(s => s.Key, StringComparer.Ordinal))
        {
            Sample(text, Name, labels, Interlocked.Read(ref series.Value));
        }
    }

    private sealed class StrongBox
    {
        public long Value;
    }
}
