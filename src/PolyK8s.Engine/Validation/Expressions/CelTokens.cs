using System.Collections.Immutable;

namespace PolyK8s.Engine.Validation.Expressions;

/// <summary>The tokens of an expression in CEL.</summary>
/// <remarks>Mirrors the lexical rules of the language definition of CEL, <c>doc/langdef.md</c> of google/cel-spec.</remarks>
internal static class CelTokens
{
    private static readonly ImmutableArray<string> Signs =
        ["&&", "||", "==", "!=", "<=", ">=", ".?", "[?", "<", ">", "+", "-", "*", "/", "%", "!", "?", ":", ".", ",", "(", ")", "[", "]", "{", "}"];

    /// <summary>The tokens, the end among them.</summary>
    public static ImmutableArray<CelToken> Of(string text)
    {
        var tokens = ImmutableArray.CreateBuilder<CelToken>();
        for (var at = AfterSpace(text, 0); ; at = AfterSpace(text, at + tokens[^1].Text.Length))
        {
            tokens.Add(Next(text, at));
            if (tokens[^1].Kind is CelTokenKind.End or CelTokenKind.Wrong)
            {
                return tokens.DrainToImmutable();
            }
        }
    }

    private static CelToken Next(string text, int at)
    {
        if (at >= text.Length)
        {
            return new(CelTokenKind.End, "<EOF>", at);
        }

        if (Quoted(text, at) is { } quoted)
        {
            return quoted;
        }

        if (char.IsAsciiLetter(text[at]) || text[at] == '_')
        {
            return new(CelTokenKind.Name, text[at..End(text, at, c => char.IsAsciiLetterOrDigit(c) || c == '_')], at);
        }

        if (text[at] == '`' && text.IndexOf('`', at + 1) is var end and > 0)
        {
            return new(CelTokenKind.Name, text[at..(end + 1)], at);
        }

        return char.IsAsciiDigit(text[at]) || (text[at] == '.' && at + 1 < text.Length && char.IsAsciiDigit(text[at + 1]))
            ? Number(text, at)
            : Signs.FirstOrDefault(sign => text.AsSpan(at).StartsWith(sign, StringComparison.Ordinal)) is { } found
                ? new(CelTokenKind.Sign, found, at)
                : new(CelTokenKind.Wrong, text[at].ToString(), at);
    }

    private static CelToken Number(string text, int at)
    {
        var isHex = text.AsSpan(at).StartsWith("0x", StringComparison.OrdinalIgnoreCase);
        var end = isHex ? End(text, at + 2, char.IsAsciiHexDigit) : End(text, at, char.IsAsciiDigit);
        var kind = CelTokenKind.Int;
        if (!isHex && end + 1 < text.Length && text[end] == '.' && char.IsAsciiDigit(text[end + 1]))
        {
            (kind, end) = (CelTokenKind.Double, End(text, end + 1, char.IsAsciiDigit));
        }

        var exponent = end + 1 < text.Length && text[end + 1] is '+' or '-' ? end + 2 : end + 1;
        if (!isHex && exponent < text.Length && text[end] is 'e' or 'E' && char.IsAsciiDigit(text[exponent]))
        {
            (kind, end) = (CelTokenKind.Double, End(text, exponent, char.IsAsciiDigit));
        }

        return kind == CelTokenKind.Int && end < text.Length && text[end] is 'u' or 'U'
            ? new(CelTokenKind.Uint, text[at..(end + 1)], at)
            : new(kind, text[at..end], at);
    }

    // A text in one or three quotes, with a mark for raw texts and for bytes before it.
    private static CelToken? Quoted(string text, int at)
    {
        var start = at;
        while (start < text.Length && start < at + 2 && text[start] is 'r' or 'R' or 'b' or 'B')
        {
            start++;
        }

        if (start >= text.Length || text[start] is not ('"' or '\''))
        {
            return null;
        }

        var (marks, quote) = (text[at..start], text[start]);
        var fence = text.AsSpan(start).StartsWith(new string(quote, 3), StringComparison.Ordinal) ? new string(quote, 3) : quote.ToString();
        for (var i = start + fence.Length; i < text.Length; i++)
        {
            if (text[i] == '\\' && !marks.Contains('r', StringComparison.OrdinalIgnoreCase))
            {
                i++;
            }
            else if (text.AsSpan(i).StartsWith(fence, StringComparison.Ordinal))
            {
                return new(marks.Contains('b', StringComparison.OrdinalIgnoreCase) ? CelTokenKind.Bytes : CelTokenKind.String, text[at..(i + fence.Length)], at);
            }
            else if (fence.Length == 1 && text[i] is '\n' or '\r')
            {
                break;
            }
        }

        return new(CelTokenKind.Wrong, quote.ToString(), at);
    }

    private static int AfterSpace(string text, int at)
    {
        while (at < text.Length && (char.IsWhiteSpace(text[at]) || text.AsSpan(at).StartsWith("//", StringComparison.Ordinal)))
        {
            at = text[at] == '/' ? End(text, at, c => c != '\n') : at + 1;
        }

        return at;
    }

    private static int End(string text, int at, Func<char, bool> belongs)
    {
        while (at < text.Length && belongs(text[at]))
        {
            at++;
        }

        return at;
    }
}
