using System.Globalization;
using System.Numerics;

namespace PolyK8s.Engine.Validation;

/// <summary>The canonical text of a quantity.</summary>
internal readonly partial record struct Quantity
{
    private static readonly string[] DecimalSuffixes = ["n", "u", "m", "", "k", "M", "G", "T", "P", "E"];
    private static readonly string[] BinarySuffixes = ["", "Ki", "Mi", "Gi", "Ti", "Pi", "Ei"];

    /// <summary>The one canonical text: the largest suffix that leaves a whole number.</summary>
    /// <remarks>Mirrors <c>Quantity.CanonicalizeBytes</c>: a binary amount below 1024 is printed in decimal, any other is rounded up to a whole number first.</remarks>
    public override string ToString() => Nanos.IsZero ? "0"
        : Notation == QuantityNotation.Binary && BigInteger.Abs(Nanos) >= 1024 * One ? BinaryText()
        : DecimalText();

    private string BinaryText()
    {
        var (amount, suffix) = (Value, 0);
        while (suffix < BinarySuffixes.Length - 1 && (amount & 1023).IsZero)
        {
            (amount, suffix) = (amount >> 10, suffix + 1);
        }

        return amount.ToString(CultureInfo.InvariantCulture) + BinarySuffixes[suffix];
    }

    private string DecimalText()
    {
        var (amount, thousands) = (Nanos, 0);
        while (thousands < DecimalSuffixes.Length - 1 && BigInteger.DivRem(amount, 1000, out var rest) is var whole && rest.IsZero)
        {
            (amount, thousands) = (whole, thousands + 1);
        }

        var digits = amount.ToString(CultureInfo.InvariantCulture);
        return Notation != QuantityNotation.Exponent ? digits + DecimalSuffixes[thousands]
            : thousands == 3 ? digits
            : string.Create(CultureInfo.InvariantCulture, $"{digits}e{(thousands * 3) - 9}");
    }
}
