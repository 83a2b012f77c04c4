using System.Text;

namespace PolyK8s.Engine.Manifests;

/// <summary>Quoted text over several lines of which some stand further left than YAML 1.2 has them.</summary>
/// <remarks>go-yaml, and so kubectl, reads it all the same: such lines are folded, their indentation says nothing.</remarks>
internal static class QuotedLines
{
    /// <summary>The text with the lines of one quoted scalar indented as far as its first; null when there is none, or it has no end.</summary>
    /// <param name="text">The text.</param>
    /// <param name="line">The line of its quote, the first is 1.</param>
    /// <param name="column">The column of its quote, the first is 1.</param>
    public static string? Indented(string text, int line, int column)
    {
        var start = Offset(text, line, column);
        if (start >= text.Length || text[start] is not ('"' or '\''))
        {
            return null;
        }

        var mended = new StringBuilder(text, 0, start + 1, text.Length + 256);
        for (var i = start + 1; i < text.Length; i++)
        {
            mended.Append(text[i]);
            if (text[i] == text[start] && !(text[start] == '\'' && Next(i) == '\''))
            {
                return mended.Append(text, i + 1, text.Length - i - 1).ToString();
            }

            if ((text[i] == '\\' && text[start] == '"' && Next(i) is not '\n') || text[i] == text[start])
            {
                i++;
                mended.Append(Next(i - 1));
            }
            else if (text[i] == '\n')
            {
                // A line that begins like another document ends the quoted text, for kubectl as well.
                if (text.AsSpan(i + 1) is ['-', '-', '-', ..] or ['.', '.', '.', ..])
                {
                    return null;
                }

                mended.Append(' ', column);
            }
        }

        return null;

        char Next(int at) => at + 1 < text.Length ? text[at + 1] : '\0';
    }

    private static int Offset(string text, int line, int column)
    {
        var start = 0;
        for (var left = line - 1; left > 0 && start >= 0; left--)
        {
            start = text.IndexOf('\n', start) + 1;
            if (start == 0)
            {
                return text.Length;
            }
        }

        return start + column - 1;
    }
}
