using System.Globalization;

namespace PolyK8s.Engine.Schemas.Formats;

/// <summary>Addresses as text, as Go's <c>net.ParseIP</c> reads them: no leading zeros, no zone.</summary>
internal static class IpText
{
    /// <summary>Whether a text is an IPv4 address, <c>10.0.0.1</c>.</summary>
    public static bool IsV4(string text) =>
        text.Split('.') is { Length: 4 } parts && Array.TrueForAll(parts, p => p.Length is > 0 and <= 3 && (p.Length == 1 || p[0] != '0')
            && int.TryParse(p, NumberStyles.None, CultureInfo.InvariantCulture, out var n) && n <= 255);

    /// <summary>Whether a text is an IPv6 address, <c>2001:db8::1</c>.</summary>
    public static bool IsV6(string text)
    {
        var halves = text.Split("::");
        if (halves.Length > 2 || !text.Contains(':', StringComparison.Ordinal))
        {
            return false;
        }

        var count = 0;
        for (var i = 0; i < halves.Length; i++)
        {
            var groups = halves[i].Length == 0 ? [] : halves[i].Split(':');
            for (var j = 0; j < groups.Length; j++)
            {
                // Only the very last group may be an IPv4 address, which takes the place of two.
                var embedded = i == halves.Length - 1 && j == groups.Length - 1 && IsV4(groups[j]);
                if (!embedded && (groups[j].Length is 0 or > 4 || !groups[j].All(char.IsAsciiHexDigit)))
                {
                    return false;
                }

                count += embedded ? 2 : 1;
            }
        }

        return halves.Length == 2 ? count < 8 : count == 8;
    }

    /// <summary>Whether a text is an address and a prefix length, <c>10.0.0.0/8</c>.</summary>
    public static bool IsCidr(string text) =>
        text.Split('/') is [var address, var bits] && bits.Length is > 0 and <= 3
        && int.TryParse(bits, NumberStyles.None, CultureInfo.InvariantCulture, out var length)
        && ((IsV4(address) && length <= 32) || (IsV6(address) && length <= 128));
}
