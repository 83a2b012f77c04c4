using System.Globalization;
using System.Numerics;

namespace PolyK8s.Engine.Validation;

/// <summary>An amount of a resource, exact to the nano, and the notation it was written in.</summary>
/// <remarks>
/// Mirrors <c>resource.Quantity</c> of k8s.io/apimachinery: finer digits are rounded away from zero, and the largest
/// amount is 2^63-1. The grammar: a signed decimal number, then nothing, <c>n u m k M G T P E</c>, <c>Ki Mi Gi Ti Pi Ei</c> or an exponent.
/// </remarks>
/// <param name="Nanos">The amount times 10^9.</param>
/// <param name="Notation">The notation.</param>
internal readonly partial record struct Quantity(BigInteger Nanos, QuantityNotation Notation) : IComparable<Quantity>
{
    /// <summary>10^9, the nanos of one.</summary>
    public static readonly BigInteger One = 1_000_000_000;

    // An exponent beyond this cannot change the outcome: the amount is zero, rounded up to a nano, or clamped.
    private const int FarExponent = 1000;

    // More digits than the largest amount has before its point and the smallest after it.
    private const int FarDigits = 100;

    private static readonly BigInteger Most = long.MaxValue * One;

    /// <summary>The amount, rounded up to a whole number.</summary>
    public BigInteger Value => BigInteger.DivRem(Nanos, One, out var rest) + (rest > 0 ? 1 : 0);

    /// <inheritdoc />
    public int CompareTo(Quantity other) => Nanos.CompareTo(other.Nanos);

    /// <summary>Reads a quantity; null if it is none.</summary>
    public static Quantity? Parse(string text)
    {
        var sign = text is ['-' or '+', ..] ? 1 : 0;
        var digits = sign;
        while (digits < text.Length && (char.IsAsciiDigit(text[digits]) || text[digits] == '.'))
        {
            digits++;
        }

        // Far digits cannot matter, and reading a million of them would take minutes.
        var number = text.AsSpan(sign, digits - sign);
        while (number is ['0', not '.', ..])
        {
            number = number[1..];
        }

        number = number[..Math.Min(number.Length, FarDigits)];
        var dot = number.IndexOf('.');
        if (number.Length == 0 || number.LastIndexOf('.') != dot || (number.Length == 1 && dot == 0) || Unit(text[digits..]) is not var (factor, power, notation))
        {
            return null;
        }

        var unscaled = BigInteger.Parse("0" + number.ToString().Replace(".", "", StringComparison.Ordinal), NumberStyles.None, CultureInfo.InvariantCulture) * factor;
        var nanos = Scaled(unscaled, power + 9 - (dot < 0 ? 0 : number.Length - dot - 1));
        nanos = BigInteger.Min(nanos, Most);
        return new(text is ['-', ..] ? -nanos : nanos, notation);
    }

    private static BigInteger Scaled(BigInteger unscaled, int power)
    {
        if (unscaled.IsZero)
        {
            return unscaled;
        }

        if (power >= 0)
        {
            return unscaled * BigInteger.Pow(10, Math.Min(power, FarExponent));
        }

        var result = BigInteger.DivRem(unscaled, BigInteger.Pow(10, Math.Min(-power, FarExponent + 9)), out var rest);
        return rest.IsZero ? result : result + 1;
    }

    private static (BigInteger Factor, int Power, QuantityNotation Notation)? Unit(string suffix) => suffix switch
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
        ['e' or 'E', .. var exponent] when int.TryParse(exponent, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var power) =>
            (1, Math.Clamp(power, -FarExponent, FarExponent), QuantityNotation.Exponent),
        _ => null,
    };
}
