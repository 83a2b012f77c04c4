using System.Text;
using System.Text.RegularExpressions;

namespace PolyK8s.Engine.Schemas.Custom;

/// <summary>Go's regular expressions (RE2) in .NET's syntax.</summary>
/// <remarks>
/// The differences that matter: <c>$</c> is the very end in Go; <c>\d</c>, <c>\w</c> and <c>\s</c> are ASCII in Go; <c>(?P&lt;name&gt;</c>
/// names a group; <c>[[:alpha:]]</c> names a class.
/// </remarks>
internal static partial class GoExpression
{
    private static readonly (string Go, string Net)[] Classes =
    [
        ("[:alnum:]", "0-9A-Za-z"), ("[:alpha:]", "A-Za-z"), ("[:digit:]", "0-9"), ("[:lower:]", "a-z"), ("[:upper:]", "A-Z"),
        ("[:word:]", "0-9A-Za-z_"), ("[:xdigit:]", "0-9A-Fa-f"), ("[:space:]", @"\t\n\v\f\r "), ("[:punct:]", @"!-/:-@\[-`{-~"),
    ];

    // Letters that mean something after a backslash in Go; any other letter is refused there.
    private const string Escapes = "aAbBdDfnPpQEsSrtvwWxz";

    // The most often an atom may be repeated.
    private const int MostRepeats = 1000;

    /// <summary>Why Go would not compile an expression; null when it would.</summary>
    public static string? Fault(string pattern)
    {
        if (pattern.Contains("\\Q", StringComparison.Ordinal))
        {
            return null;
        }

        for (var i = pattern.IndexOf('\\', StringComparison.Ordinal); i >= 0 && i < pattern.Length; i = pattern.IndexOf('\\', Math.Min(i + 2, pattern.Length)))
        {
            if (i + 1 == pattern.Length || (char.IsAsciiLetterOrDigit(pattern[i + 1]) && pattern[i + 1] != '0' && !Escapes.Contains(pattern[i + 1], StringComparison.Ordinal)))
            {
                return i + 1 == pattern.Length ? "error parsing regexp: trailing backslash at end of expression: ``" : $"error parsing regexp: invalid escape sequence: `{pattern.AsSpan(i, 2)}`";
            }
        }

        try
        {
            _ = new Regex(Translated(pattern), RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);
            return Repeats().Matches(pattern).Any(repeat => repeat.Groups.Values.Skip(1).Any(count => int.TryParse(count.Value, out var times) && times > MostRepeats))
                ? "error parsing regexp: invalid repeat count"
                : null;
        }
        catch (Exception exception) when (exception is ArgumentException or NotSupportedException)
        {
            return "error parsing regexp";
        }
    }

    [GeneratedRegex(@"\{([0-9]+)(?:,([0-9]*))?\}")]
    private static partial Regex Repeats();

    /// <summary>The expression for .NET.</summary>
    public static string Translated(string pattern)
    {
        var result = new StringBuilder(pattern.Length);
        var inClass = false;
        for (var i = 0; i < pattern.Length; i++)
        {
            var rest = pattern.AsSpan(i);
            var (net, length) = inClass ? InClass(rest) : Outside(rest);
            inClass = net is "[" || (inClass && net is not "]");
            result.Append(net);
            i += length - 1;
        }

        return result.ToString();
    }

    private static (string Net, int Length) Outside(ReadOnlySpan<char> rest) =>
        rest.StartsWith("(?P<", StringComparison.Ordinal) ? ("(?<", 4)
        : rest[0] == '\\' && rest.Length > 1 ? (Escape(rest[1]) is { } set ? $"[{set}]" : NotIn(rest[1]) ?? rest[..2].ToString(), 2)
        : (rest[0] == '$' ? @"\z" : rest[0].ToString(), 1);

    private static (string Net, int Length) InClass(ReadOnlySpan<char> rest)
    {
        foreach (var (go, net) in Classes)
        {
            if (rest.StartsWith(go, StringComparison.Ordinal))
            {
                return (net, go.Length);
            }
        }

        return rest[0] == '\\' && rest.Length > 1 ? (Escape(rest[1]) ?? rest[..2].ToString(), 2)
            : rest[0] == '[' ? (@"\[", 1)
            : (rest[0].ToString(), 1);
    }

    private static string? Escape(char letter) => letter switch
    {
        'd' => "0-9",
        'w' => "0-9A-Za-z_",
        's' => @"\t\n\f\r ",
        _ => null,
    };

    private static string? NotIn(char letter) => letter switch
    {
        'D' => "[^0-9]",
        'W' => "[^0-9A-Za-z_]",
        'S' => @"[^\t\n\f\r ]",
        _ => null,
    };
}
