using System.Buffers;
using System.Globalization;
using System.Numerics;

namespace PolyK8s.Engine.Validation;

/// <summary>How a quantity is written.</summary>
/// <remarks>
/// Mirrors <c>ParseQuantity</c> of k8s.io/apimachinery/pkg/api/resource, which is more generous than the expression it names:
/// signs, leading zeros and a bare point pass.
/// </remarks>
internal readonly partial record struct Quantity
{
    private static readonly SearchValues<char> SuffixLetters = SearchValues.Create("eEinumkKMGTP");

    /// <summary>What is wrong with a text as a quantity; null when nothing is.</summary>
    public static string? Problem(ReadOnlySpan<char> text)
    {
        const string format = "quantities must match the regular expression '^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$'";
        var suffix = SuffixOf(text);
        var tail = suffix[(suffix.IndexOfAnyExcept(SuffixLetters) is var end and >= 0 ? end : suffix.Length)..];
        var exponent = tail is ['+' or '-', ..] ? tail[1..] : tail;
        return text.IsEmpty || !AfterDigits(exponent).IsEmpty ? format : Unit(suffix) is null ? "unable to parse quantity's suffix" : null;
    }

    // What comes after the number.
    private static ReadOnlySpan<char> SuffixOf(ReadOnlySpan<char> text)
    {
        var rest = AfterDigits(text is ['+' or '-', ..] ? text[1..] : text);
        return rest is ['.', ..] ? AfterDigits(rest[1..]) : rest;
    }

    private static ReadOnlySpan<char> AfterDigits(ReadOnlySpan<char> text) =>
        text.IndexOfAnyExceptInRange('0', '9') is var end and >= 0 ? text[end..] : [];

    private static (BigInteger Factor, int Power, QuantityNotation Notation)? Unit(ReadOnlySpan<char> suffix) => suffix switch
    {
        "" => (1, 0, QuantityNotation.Decimal),
        "n" => (1, -9, QuantityNotation.Decimal),
        "u" => (1, -6, QuantityNotation.Decimal),
        "m" => (1, -3, QuantityNotation.Decimal),
        "k" => (1, 3, QuantityNotation.Decimal),
        "M" => (1, 6, QuantityNotation.Decimal),
        "G" => (1, 9, QuantityNotation.Decimal),
        "T" => (1, 12, QuantityNotation.Decimal),
        "P" => (1, 15, QuantityNotation.Decimal),
        "E" => (1, 18, QuantityNotation.Decimal),
        [var prefix, 'i'] when "KMGTPE".IndexOf(prefix, StringComparison.Ordinal) is var i and >= 0 => (BigInteger.One << (10 * (i + 1)), 0, QuantityNotation.Binary),
        ['e' or 'E', .. var exponent] when long.TryParse(exponent, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var power) =>
            (1, (int)Math.Clamp(power, -FarExponent, FarExponent), QuantityNotation.Exponent),
        _ => null,
    };
}
