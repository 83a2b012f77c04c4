using System.Globalization;
using System.Numerics;
using CsCheck;
using PolyK8s.Engine.Validation;

namespace PolyK8s.Engine.Tests.Validation;

public sealed class QuantityTests
{
    private static readonly string[] Suffixes = ["", "n", "u", "m", "k", "M", "G", "T", "Ki", "Mi", "Gi", "Ti"];

    [Theory]
    [InlineData("0", "0")]
    [InlineData("-0", "0")]
    [InlineData("100m", "100m")]
    [InlineData("0.5", "500m")]
    [InlineData(".5", "500m")]
    [InlineData("5.", "5")]
    [InlineData("1000m", "1")]
    [InlineData("1500", "1500")]
    [InlineData("12345", "12345")]
    [InlineData("1000k", "1M")]
    [InlineData("1024Mi", "1Gi")]
    [InlineData("1.5Gi", "1536Mi")]
    [InlineData("1000Ki", "1000Ki")]
    [InlineData("0.5Ki", "512")]
    [InlineData("0.1Ki", "102400m")]
    [InlineData("1e3", "1e3")]
    [InlineData("1E3", "1e3")]
    [InlineData("12e2", "1200")]
    [InlineData("-5", "-5")]
    [InlineData("+1Gi", "1Gi")]
    [InlineData("0.0000000001", "1n")]
    [InlineData("100E", "9223372036854775807")]
    [InlineData("0000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000007", "7")]
    [InlineData("1e999999999", "9223372036854775807e0")]
    public void Prints_the_canonical_text(string text, string canonical) =>
        Assert.Equal(canonical.Replace("e0", "", StringComparison.Ordinal), Quantity.Parse(text)!.Value.ToString());

    [Theory]
    [InlineData("")]
    [InlineData("1.2.3")]
    [InlineData("1x")]
    [InlineData("ki")]
    [InlineData("1 Gi")]
    [InlineData("--1")]
    [InlineData("1e")]
    [InlineData("0x10")]
    public void Knows_what_is_no_quantity(string text) => Assert.Null(Quantity.Parse(text));

    [Theory]
    [InlineData("1", "1000m", 0)]
    [InlineData("1Gi", "1G", 1)]
    [InlineData("999m", "1", -1)]
    [InlineData("1e3", "1k", 0)]
    [InlineData("-1", "0", -1)]
    [InlineData("0.1", "100m", 0)]
    public void Compares_amounts_whatever_their_notation(string left, string right, int expected) =>
        Assert.Equal(expected, Math.Sign(Quantity.Parse(left)!.Value.CompareTo(Quantity.Parse(right)!.Value)));

    // A second reading: the amount as a fraction of two integers, compared by cross multiplication.
    [Fact]
    public void Agrees_with_a_reading_as_fractions() =>
        Gen.Select(Written, Written).Sample((left, right) =>
            Assert.Equal(
                (left.Top * right.Bottom).CompareTo(right.Top * left.Bottom),
                Math.Sign(Quantity.Parse(left.Text)!.Value.CompareTo(Quantity.Parse(right.Text)!.Value))));

    [Fact]
    public void Reads_its_own_text_back() =>
        Written.Where(written => !written.Text.EndsWith('i')).Sample(written => Assert.Equal(0, Quantity.Parse(written.Text)!.Value.CompareTo(Quantity.Parse(Quantity.Parse(written.Text)!.Value.ToString())!.Value)));

    // Few digits and no huge suffix, so that nothing is rounded or clamped; a binary amount is printed as a whole number.
    private static Gen<(string Text, BigInteger Top, BigInteger Bottom)> Written =>
        Gen.Select(Gen.Int[-9999, 9999], Gen.Int[0, 3], Gen.Int[2, Suffixes.Length - 1]).Where(t => t.Item2 == 0 || t.Item3 > 3 || Suffixes[t.Item3].Length == 0).Select((digits, places, suffix) =>
        {
            var scale = BigInteger.Pow(10, places);
            var text = ((decimal)digits / (decimal)scale).ToString(CultureInfo.InvariantCulture) + Suffixes[suffix];
            var (top, bottom) = Factor(Suffixes[suffix]);
            return (text, digits * top, scale * bottom);
        });

    private static (BigInteger Top, BigInteger Bottom) Factor(string suffix) => suffix switch
    {
        "" => (1, 1),
        "u" => (1, 1_000_000),
        "m" => (1, 1000),
        [var letter] => (BigInteger.Pow(1000, "kMGTPE".IndexOf(letter, StringComparison.Ordinal) + 1), 1),
        [var letter, _] => (BigInteger.Pow(1024, "KMGTPE".IndexOf(letter, StringComparison.Ordinal) + 1), 1),
        _ => throw new ArgumentOutOfRangeException(nameof(suffix)),
    };
}
