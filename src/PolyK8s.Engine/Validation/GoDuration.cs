namespace PolyK8s.Engine.Validation;

/// <summary>Durations as Go writes them: <c>1h30m</c>.</summary>
/// <remarks>Mirrors <c>time.ParseDuration</c>.</remarks>
internal static class GoDuration
{
    private static readonly string[] Units = ["ns", "us", "µs", "ms", "s", "m", "h"];

    /// <summary>Whether a text is a duration.</summary>
    public static bool IsValid(string text)
    {
        var rest = text is ['-' or '+', .. var unsigned] ? unsigned : text;
        if (rest is "" or "0")
        {
            return rest == "0";
        }

        while (rest.Length > 0)
        {
            var digits = rest.AsSpan().IndexOfAnyExcept(Alphabets.Decimal);
            if (digits <= 0 || !double.TryParse(rest.AsSpan(0, digits), System.Globalization.NumberStyles.AllowDecimalPoint, System.Globalization.CultureInfo.InvariantCulture, out _))
            {
                return false;
            }

            rest = rest[digits..];
            var letters = rest.AsSpan().IndexOfAny(Alphabets.Decimal) is var end and >= 0 ? end : rest.Length;
            if (!Units.Contains(rest[..letters], StringComparer.Ordinal))
            {
                return false;
            }

            rest = rest[letters..];
        }

        return true;
    }
}
