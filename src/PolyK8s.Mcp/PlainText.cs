using System.Globalization;
using System.Text;

namespace PolyK8s.Mcp;

/// <summary>Text for a reader who must not be fooled by what stands in a manifest.</summary>
internal static class PlainText
{
    /// <summary>A sentence of ours with its values takes a few hundred letters; what is longer carries somebody's payload.</summary>
    private const int LongestLine = 1_000;

    /// <summary>One line: control, formatting and line-breaking characters are written as <c>\u{...}</c>, and an overlong line is cut, which it says.</summary>
    public static string Line(string text)
    {
        var line = new StringBuilder(Math.Min(text.Length, LongestLine) + 40);
        foreach (var rune in text.EnumerateRunes())
        {
            if (line.Length > LongestLine)
            {
                return line.Append(CultureInfo.InvariantCulture, $"… (cut: {text.Length} characters in all)").ToString();
            }

            if (IsPlain(rune))
            {
                line.Append(rune);
            }
            else
            {
                line.Append(CultureInfo.InvariantCulture, $"\\u{{{rune.Value:x}}}");
            }
        }

        return line.ToString();
    }

    /// <summary>Direction overrides, zero-width characters and tags are of category Format: they make text read other than it is.</summary>
    private static bool IsPlain(Rune rune) => Rune.GetUnicodeCategory(rune) is not (
        UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator
        or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned);
}
