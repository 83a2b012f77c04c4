using System.Globalization;
using System.Text;

namespace PolyK8s.Webhook.Review;

/// <summary>Keeps what stands in objects from steering a terminal or a log: one line, no control or direction characters.</summary>
internal static class OneLine
{
    /// <summary>The text with each such character as <c>\uXXXX</c>.</summary>
    /// <remarks>The API server drops a warning with a control character without a word (<c>NewWarningHeader</c> of k8s.io/apimachinery).</remarks>
    public static string Of(string text)
    {
        // Most of what is said is printable ASCII, none of which steers.
        var first = text.AsSpan().IndexOfAnyExceptInRange(' ', '~');
        if (first < 0 || !text.Skip(first).Any(Steers))
        {
            return text;
        }

        var clean = new StringBuilder(text.Length + 8);
        foreach (var c in text)
        {
            _ = Steers(c) ? clean.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:x4}") : clean.Append(c);
        }

        return clean.ToString();
    }

    /// <summary>The text cut to a number of UTF-16 units, never inside a character.</summary>
    public static string Cut(string text, int length)
    {
        if (text.Length <= length)
        {
            return text;
        }

        var end = length - 3;
        return string.Concat(text.AsSpan(0, char.IsHighSurrogate(text[end - 1]) ? end - 1 : end), "...");
    }

    private static bool Steers(char c) => char.GetUnicodeCategory(c) is
        UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator;
}
