using System.Globalization;

namespace PolyK8s.Engine.Manifests;

/// <summary>Numbers as Go reads and writes them, because kubectl and the API server are written in it.</summary>
internal static class GoNumber
{
    /// <summary>The JSON node of an integer as <c>strconv.ParseInt</c> and <c>ParseUint</c> read it with base 0; null if it is none.</summary>
    /// <remarks>Base 0 is the base of the prefix: <c>0x</c>, <c>0o</c>, <c>0b</c>, or a mere <c>0</c> for octal.</remarks>
    /// <param name="text">Sign and digits, without underscores.</param>
    /// <param name="place">Where it stands.</param>
    public static ManifestNode? Integer(string text, Place place)
    {
        if (text is ['0', 'b', '+' or '-', ..])
        {
            // go-yaml reads what follows the prefix once more by itself, sign and all.
            return Integer($"{text[2]}0b{text[3..]}", place);
        }

        var signed = text.Length > 0 && text[0] is '+' or '-';
        var digits = signed ? text[1..] : text;
        if (Magnitude(digits) is not { } magnitude)
        {
            return null;
        }

        var limit = text[0] == '-' ? 1UL << 63 : signed ? long.MaxValue : ulong.MaxValue;
        if (magnitude > limit)
        {
            return null;
        }

        // kubectl holds an integer above the signed range as a float before it sends it.
        var sign = text[0] == '-' && magnitude > 0 ? "-" : "";
        return sign.Length == 0 && magnitude > long.MaxValue
            ? Number(magnitude, place)
            : ManifestNode.Integer(sign + magnitude.ToString(CultureInfo.InvariantCulture), place);
    }

    /// <summary>The JSON node of a float as <c>strconv.ParseFloat</c> reads it; null if it is out of range.</summary>
    /// <param name="text">A decimal number.</param>
    /// <param name="place">Where it stands.</param>
    public static ManifestNode? Float(string text, Place place) =>
        double.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture) is var value && double.IsFinite(value) ? Number(value, place) : null;

    /// <summary>A float as a member name, the way <c>strconv.FormatFloat(value, 'g', -1, 32)</c> writes it.</summary>
    /// <param name="text">The float in JSON.</param>
    public static string Name(string text)
    {
        var value = (float)double.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture);
        if (!float.IsFinite(value))
        {
            return value > 0 ? ".inf" : "-.inf";
        }

        var (sign, digits, point) = Shortest(value.ToString("R", CultureInfo.InvariantCulture));
        return sign + (point - 1 is < -4 or >= 6 ? Exponent(digits, point, atLeast: 2) : Plain(digits, point));
    }

    // encoding/json writes an exponent below 1e-6 and from 1e21 on, and no leading zero in it.
    private static ManifestNode Number(double value, Place place)
    {
        var (sign, digits, point) = Shortest(value.ToString("R", CultureInfo.InvariantCulture));
        if (digits.Length == 0)
        {
            return ManifestNode.Integer("0", place);
        }

        var text = sign + (Math.Abs(value) is < 1e-6 or >= 1e21 ? Exponent(digits, point, atLeast: 1) : Plain(digits, point));
        return text.AsSpan().ContainsAny('.', 'e') ? ManifestNode.Number(text, place) : ManifestNode.Integer(text, place);
    }

    /// <summary>A float's text taken apart: its digits without zeros at either end, and how many of them stand before the point.</summary>
    private static (string Sign, string Digits, int Point) Shortest(string text)
    {
        var sign = text[0] == '-' ? "-" : "";
        var parts = text[sign.Length..].Split('E');
        var whole = parts[0].Split('.');
        var fraction = whole.Length > 1 ? whole[1] : "";
        var exponent = parts.Length > 1 ? int.Parse(parts[1], CultureInfo.InvariantCulture) : 0;
        var all = whole[0] + fraction;
        var digits = all.TrimStart('0');
        return (sign, digits.TrimEnd('0'), whole[0].Length - (all.Length - digits.Length) + exponent);
    }

    private static string Plain(string digits, int point) =>
        digits.Length == 0 ? "0"
        : point <= 0 ? $"0.{new string('0', -point)}{digits}"
        : point >= digits.Length ? digits.PadRight(point, '0')
        : $"{digits[..point]}.{digits[point..]}";

    private static string Exponent(string digits, int point, int atLeast)
    {
        var power = Math.Abs(point - 1).ToString(CultureInfo.InvariantCulture).PadLeft(atLeast, '0');
        return $"{digits[0]}{(digits.Length > 1 ? "." : "")}{digits[1..]}e{(point < 1 ? '-' : '+')}{power}";
    }

    private static ulong? Magnitude(string digits)
    {
        var (numberBase, rest) = digits switch
        {
            ['0', 'x' or 'X', .. var hex] => (16u, hex),
            ['0', 'o' or 'O', .. var octal] => (8u, octal),
            ['0', 'b' or 'B', .. var binary] => (2u, binary),
            ['0', _, ..] => (8u, digits[1..]),
            _ => (10u, digits),
        };
        UInt128 value = 0;
        foreach (var c in rest)
        {
            if (!char.IsAsciiHexDigit(c) || (uint)Convert.FromHexString(['0', c])[0] is var digit && digit >= numberBase)
            {
                return null;
            }

            value = (value * numberBase) + digit;
            if (value > ulong.MaxValue)
            {
                return null;
            }
        }

        return rest.Length == 0 ? null : (ulong)value;
    }
}
