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

    // The letters go up to E.
    private const int MostPower = 18;

    private static readonly BigInteger[] PowersOfTen = [.. Enumerable.Range(0, MostPower + 10).Select(power => BigInteger.Pow(10, power))];

    /// <summary>The amount, rounded up to a whole number.</summary>
    public BigInteger Value => BigInteger.DivRem(Nanos, One, out var rest) + (rest > 0 ? 1 : 0);

    /// <inheritdoc />
    public int CompareTo(Quantity other) => Nanos.CompareTo(other.Nanos);

    /// <summary>Reads a quantity; null if it is none.</summary>
    public static Quantity? Parse(string text)
    {
        if (Problem(text) is not null)
        {
            return null;
        }

        var suffix = SuffixOf(text);
        var (factor, power, notation) = Unit(suffix)!.Value;

        if (power >= -9 && power <= MostPower && int.TryParse(text.AsSpan(0, text.Length - suffix.Length), NumberStyles.None, CultureInfo.InvariantCulture, out var whole))
        {
            return new(BigInteger.Min(whole * factor * PowersOfTen[power + 9], Most), notation);
        }

        // Far digits cannot matter, and reading a million of them would take minutes.
        var number = text.AsSpan(0, text.Length - suffix.Length).TrimStart("+-").TrimStart('0');
        number = number[..Math.Min(number.Length, FarDigits)];
        var dot = number.IndexOf('.');
        var unscaled = BigInteger.Parse("0" + number.ToString().Replace(".", "", StringComparison.Ordinal), NumberStyles.None, CultureInfo.InvariantCulture) * factor;
        var nanos = BigInteger.Min(Scaled(unscaled, power + 9 - (dot < 0 ? 0 : number.Length - dot - 1)), Most);
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
}
