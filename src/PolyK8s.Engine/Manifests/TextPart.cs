namespace PolyK8s.Engine.Manifests;

/// <summary>A stretch of a text that holds one document.</summary>
/// <param name="Utf8">Its bytes, the opening <c>---</c> line among them.</param>
/// <param name="Line">The line of its first byte, from 1.</param>
internal readonly record struct TextPart(ReadOnlyMemory<byte> Utf8, int Line)
{
    /// <summary>Cuts a text before every <c>---</c> line, as kubectl does, and after every <c>...</c> line, so that one broken document does not take the next with it.</summary>
    /// <remarks>Such a line always ends a document in YAML, and cannot occur inside a JSON value. Directives stay with the <c>---</c> after them.</remarks>
    public static IReadOnlyList<TextPart> Of(ReadOnlyMemory<byte> utf8)
    {
        var parts = new List<TextPart>();
        var span = utf8.Span;
        var (start, startLine, onlyDirectives) = (0, 1, true);
        for (var (at, line) = (0, 1); at < span.Length; line++)
        {
            var rest = span[at..];
            var next = at + (rest.IndexOf((byte)'\n') is var end and >= 0 ? end + 1 : rest.Length);
            var (opens, closes) = (IsMarker(rest, "---"u8), IsMarker(rest, "..."u8));
            if (closes || (opens && at > start && !(onlyDirectives && span[start..at].Contains((byte)'%'))))
            {
                var cut = closes ? next : at;
                parts.Add(new(utf8[start..cut], startLine));
                (start, startLine, onlyDirectives) = (cut, closes ? line + 1 : line, closes);
            }

            onlyDirectives &= closes || rest[0] is (byte)'%' or (byte)'#' or (byte)'\n' or (byte)'\r';
            at = next;
        }

        if (start < span.Length)
        {
            parts.Add(new(utf8[start..], startLine));
        }

        return parts;
    }

    /// <summary>Where the content begins when it looks like JSON: an object or array right after the <c>---</c> line. -1 when it does not.</summary>
    public int JsonStart()
    {
        var span = Utf8.Span;
        var at = IsMarker(span, "---"u8) ? 3 : 0;
        while (at < span.Length && span[at] is (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n')
        {
            at++;
        }

        return at < span.Length && span[at] is (byte)'{' or (byte)'[' ? at : -1;
    }

    private static bool IsMarker(ReadOnlySpan<byte> line, ReadOnlySpan<byte> marker) =>
        line.StartsWith(marker) && (line.Length == 3 || line[3] is (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n');
}
