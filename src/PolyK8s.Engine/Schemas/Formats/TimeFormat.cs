using PolyK8s.Engine.Manifests;

namespace PolyK8s.Engine.Schemas.Formats;

/// <summary>A time as RFC 3339 writes it, <c>2026-01-02T15:04:05Z</c>.</summary>
/// <remarks>
/// Mirrors Go's <c>time.Parse</c> with <c>time.RFC3339</c> and <c>RFC3339Micro</c>: <c>T</c> and <c>Z</c> are upper case, and a fraction of
/// any length may follow the seconds, except that microsecond times want exactly six digits.
/// </remarks>
/// <param name="format">The format's name in schemas.</param>
/// <param name="fraction">The digits the fraction must have; null when it may be left out.</param>
internal sealed class TimeFormat(string format, int? fraction) : IValueCheck
{
    /// <inheritdoc />
    public string Format => format;

    /// <inheritdoc />
    public IEnumerable<string> Problems(ManifestNode value) =>
        value.Kind != NodeKind.String || IsTime(value.Text) ? [] : [$"cannot be parsed as a time like `2006-01-02T15:04:05{(fraction is null ? "" : ".000000")}Z`"];

    private bool IsTime(ReadOnlySpan<char> text)
    {
        if (text.Length < 20 || text[4] != '-' || text[7] != '-' || text[10] != 'T' || text[13] != ':' || text[16] != ':'
            || !Number(text[..4], out var year) || !Number(text[5..7], out var month) || !Number(text[8..10], out var day)
            || !Number(text[11..13], out var hour) || !Number(text[14..16], out var minute) || !Number(text[17..19], out var second))
        {
            return false;
        }

        return month is >= 1 and <= 12 && day >= 1 && day <= DateTime.DaysInMonth(year == 0 ? 4 : year, month)
            && hour < 24 && minute < 60 && second < 60 && IsFractionAndZone(text[19..]);
    }

    private bool IsFractionAndZone(ReadOnlySpan<char> text)
    {
        var digits = 0;
        if (text[0] is '.' or ',')
        {
            text = text[1..];
            digits = text.IndexOfAnyExceptInRange('0', '9');
            if (digits <= 0)
            {
                return false;
            }

            text = text[digits..];
        }

        return (fraction is null || digits == fraction)
            && (text is "Z" || (text.Length == 6 && text[0] is '+' or '-' && text[3] == ':'
                && Number(text[1..3], out var hour) && Number(text[4..6], out var minute) && hour <= 24 && minute < 60));
    }

    private static bool Number(ReadOnlySpan<char> text, out int value)
    {
        value = 0;
        return !text.ContainsAnyExceptInRange('0', '9') && int.TryParse(text, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out value);
    }
}
