using System.Globalization;
using System.Text;

namespace PolyK8s.Cli;

/// <summary>Text that stays on its line and commands no terminal.</summary>
internal static class PlainLine
{
    /// <summary>The text with every control character written as <c>\u001b</c>: names come from files that others wrote.</summary>
    public static string Of(string text)
    {
        if (!text.AsEnumerable().Any(Harmful))
        {
            return text;
        }

        var plain = new StringBuilder();
        foreach (var c in text)
        {
            _ = Harmful(c) ? plain.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:x4}") : plain.Append(c);
        }

        return plain.ToString();
    }

    // Line separators and the characters that turn the direction of writing round count as well.
    private static bool Harmful(char c) => char.IsControl(c) || c is '\u2028' or '\u2029' or (>= '\u202a' and <= '\u202e') or (>= '\u2066' and <= '\u2069');
}
