using System.Buffers;
using System.Globalization;
using Microsoft.Extensions.Primitives;

namespace PolyK8s.Webhook.Http;

/// <summary>The time one review may take: the caller's <c>?timeout=</c> or our own limit, less a margin for the way back.</summary>
internal static class TimeAllowed
{
    private static readonly SearchValues<char> Digits = SearchValues.Create("0123456789.");

    /// <summary>The time; null when <paramref name="timeout"/> is no duration.</summary>
    /// <param name="timeout">What the caller asked for, as Go writes durations: <c>3s</c>, <c>1m30s</c>, <c>500ms</c>; empty for nothing.</param>
    /// <param name="options">The limits.</param>
    public static TimeSpan? Of(StringValues timeout, AdmissionOptions options)
    {
        if (timeout.Count == 0)
        {
            return options.MaxTime - options.Margin;
        }

        if (timeout.Count > 1 || Duration(timeout.ToString()) is not { } asked)
        {
            return null;
        }

        var time = asked < options.MaxTime ? asked : options.MaxTime;
        // A caller in a hurry still leaves us half of its time.
        return time > options.Margin * 2 ? time - options.Margin : time / 2;
    }

    private static TimeSpan? Duration(ReadOnlySpan<char> text)
    {
        var total = TimeSpan.Zero;
        while (!text.IsEmpty)
        {
            var number = text.IndexOfAnyExcept(Digits);
            var unit = number <= 0 ? 0 : text[number..].IndexOfAny(Digits) is var next and >= 0 ? next : text.Length - number;
            if (unit == 0 || number > 9
                || !double.TryParse(text[..number], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value)
                || Seconds(text.Slice(number, unit)) is not { } seconds)
            {
                return null;
            }

            total += TimeSpan.FromSeconds(value * seconds);
            text = text[(number + unit)..];
        }

        return total > TimeSpan.Zero ? total : null;
    }

    private static double? Seconds(ReadOnlySpan<char> unit) => unit switch
    {
        "h" => 3600,
        "m" => 60,
        "s" => 1,
        "ms" => 1e-3,
        _ => null,
    };
}
