using System.Globalization;

namespace PolyK8s.Engine.Manifests;

/// <summary>The digits of small numbers, which objects are full of: counts, ports, seconds.</summary>
internal static class SmallNumbers
{
    private const int Longest = 3;

    private static readonly string[] Known = [.. Enumerable.Range(0, 1000).Select(number => number.ToString(CultureInfo.InvariantCulture))];

    /// <summary>The text of up to three digits; null for any other.</summary>
    public static string? Find(ReadOnlySpan<byte> digits)
    {
        // JSON writes no leading zero, so that the digits are the number's only text.
        if (digits.Length is 0 or > Longest || digits.IndexOfAnyExceptInRange((byte)'0', (byte)'9') >= 0)
        {
            return null;
        }

        var number = 0;
        foreach (var digit in digits)
        {
            number = (number * 10) + digit - '0';
        }

        return Known[number];
    }
}
