using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Globalization;
using System.Text;

namespace PolyK8s.Webhook.Metrics;

/// <summary>How long things take, in buckets, by one label.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Help">What it measures.</param>
/// <param name="Label">The label's name; its values are few and ours.</param>
/// <param name="Bounds">The upper bounds of the buckets, in seconds.</param>
internal sealed record Histogram(string Name, string Help, string Label, ImmutableArray<double> Bounds) : Metric(Name, Help, "histogram")
{
    private readonly ConcurrentDictionary<string, Series> _series = new(StringComparer.Ordinal);

    /// <summary>Counts one that took some time.</summary>
    public void Observe(string label, TimeSpan time) => _series.GetOrAdd(label, _ => new(new long[Bounds.Length + 1])).Add(Bounds, time.TotalSeconds);

    /// <inheritdoc />
    protected override void WriteSamples(StringBuilder text)
    {
        foreach (var (label, series) in _series.OrderBy(s => s.Key, StringComparer.Ordinal))
        {
            var below = 0L;
            for (var i = 0; i <= Bounds.Length; i++)
            {
                below += Interlocked.Read(ref series.Buckets[i]);
                var bound = i < Bounds.Length ? Bounds[i].ToString("R", CultureInfo.InvariantCulture) : "+Inf";
                Sample(text, $"{Name}_bucket", Labels((Label, label), ("le", bound)), below);
            }

            Sample(text, $"{Name}_sum", Labels((Label, label)), series.Sum);
            Sample(text, $"{Name}_count", Labels((Label, label)), below);
        }
    }

    private sealed class Series(long[] buckets)
    {
        private long _ticks;

        public long[] Buckets => buckets;

        public double Sum => TimeSpan.FromTicks(Interlocked.Read(ref _ticks)).TotalSeconds;

        public void Add(ImmutableArray<double> bounds, double seconds)
        {
            var at = 0;
            while (at < bounds.Length && seconds > bounds[at])
            {
                at++;
            }

            Interlocked.Increment(ref buckets[at]);
            Interlocked.Add(ref _ticks, TimeSpan.FromSeconds(seconds).Ticks);
        }
    }
}
