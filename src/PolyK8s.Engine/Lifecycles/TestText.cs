using System.Globalization;
using System.Text.RegularExpressions;

namespace PolyK8s.Engine.Lifecycles;

/// <summary>One test of a row, as it is written.</summary>
/// <param name="Negated">Whether it is the opposite.</param>
/// <param name="Form">What is tested.</param>
/// <param name="Left">The field, or the type of the condition.</param>
/// <param name="Right">The other field, the word, or the status of the condition; empty for any.</param>
/// <param name="Reason">The reason of the condition; empty for any.</param>
internal sealed partial record TestText(bool Negated, TestForm Form, string Left, string Right = "", string Reason = "")
{
    /// <summary>The tests of a row.</summary>
    /// <exception cref="FormatException">A test is written wrongly.</exception>
    public static IEnumerable<TestText> Of(string when) =>
        when.Split(" & ", StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(One);

    /// <summary>The number that an operand is; null when it is a field.</summary>
    public static long? NumberOf(string operand) => long.TryParse(operand, CultureInfo.InvariantCulture, out var number) ? number : null;

    private static TestText One(string text)
    {
        var negated = text[0] == '!';
        var plain = negated ? text[1..] : text;
        return Compared().Match(plain) is { Success: true } c ? OfComparison(negated, c)
            : Field().Match(plain) is { Success: true } f ? new(negated, TestForm.IsSet, f.Groups[1].Value)
            : Condition().Match(plain) is { Success: true } k ? new(negated, TestForm.Some, k.Groups[1].Value, k.Groups[2].Value, k.Groups[3].Value)
            : throw new FormatException($"`{text}` is no test");
    }

    private static TestText OfComparison(bool negated, Match match)
    {
        var (left, right) = (match.Groups[1].Value, match.Groups[3].Value);
        return match.Groups[2].Value switch
        {
            "=" => new(negated, TestForm.Is, left, right),
            "<" => new(negated, TestForm.Less, left, right),
            _ => new(negated, TestForm.Less, right, left),
        };
    }

    [GeneratedRegex(@"^([a-z][A-Za-z]*|-?\d+) ([<>=]) (\S+)$", RegexOptions.CultureInvariant)]
    private static partial Regex Compared();

    [GeneratedRegex(@"^([a-z][A-Za-z]*)\?$", RegexOptions.CultureInvariant)]
    private static partial Regex Field();

    [GeneratedRegex(@"^([A-Z][A-Za-z]*|\*)(?:=(!?\w+))?(?::(!?\w+))?$", RegexOptions.CultureInvariant)]
    private static partial Regex Condition();
}

/// <summary>What a test is about.</summary>
internal enum TestForm
{
    /// <summary>A field is there.</summary>
    IsSet,

    /// <summary>A field is a word.</summary>
    Is,

    /// <summary>A number is less than another.</summary>
    Less,

    /// <summary>Some condition is like this.</summary>
    Some,
}
