using System.Globalization;

namespace PolyK8s.Engine.Validation;

/// <summary>Durations as Go writes them: <c>1h30m</c>.</summary>
/// <remarks>Mirrors <c>time.ParseDuration</c>.</remarks>
public static class GoDuration
{
    // Go counts nanoseconds in 64 bits: longer than this is no duration.
    private const double LongestSeconds = long.MaxValue / 1e9;

    /// <summary>Whether a text is a duration.</summary>
    public static bool IsValid(string text) => Parse(text) is not null;

    /// <summary>The duration, to a tenth of a microsecond; null for a text that is none.</summary>
    public static TimeSpan? Parse(ReadOnlySpan<char> text)
    {
        var rest = text is ['-' or '+', .. var unsigned] ? unsigned : text;
        if (rest is "" or "0")
        {
            return rest.IsEmpty ? null : TimeSpan.Zero;
        }

        var total = 0.0;
        while (!rest.IsEmpty)
        {
            var digits = rest.IndexOfAnyExcept(Alphabets.Decimal);
            if (digits <= 0 || !double.TryParse(rest[..digits], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value))
            {
                return null;
            }

            rest = rest[digits..];
            var letters = rest.IndexOfAny(Alphabets.Decimal) is var end and >= 0 ? end : rest.Length;
            total += value * Seconds(rest[..letters]);
            rest = rest[letters..];
        }

        return total <= LongestSeconds ? TimeSpan.FromSeconds(text[0] == '-' ? -total : total) : null;
    }

    // What is no unit makes no number of the whole.
    private static double Seconds(ReadOnlySpan<char> unit) => unit switch
    {
        "ns" => 1e-9,
        "us" or "µs" or "μs" => 1e-6,
        "ms" => 1e-3,
        "s" => 1,
        "m" => 60,
        "h" => 3600,
        _ => double.NaN,
    };
}
