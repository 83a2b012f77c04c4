using System.Text;

namespace PolyK8s.Engine.Schemas.Custom;

/// <summary>Go's regular expressions (RE2) in .NET's syntax.</summary>
/// <remarks>
/// The differences that matter: <c>$</c> is the very end in Go; <c>\d</c>, <c>\w</c> and <c>\s</c> are ASCII in Go; <c>(?P&lt;name&gt;</c>
/// names a group; <c>[[:alpha:]]</c> names a class.
/// </remarks>
internal static class GoExpression
{
    private static readonly (string Go, string Net)[] Classes =
    [
        ("[:alnum:]", "0-9A-Za-z"), ("[:alpha:]", "A-Za-z"), ("[:digit:]", "0-9"), ("[:lower:]", "a-z"), ("[:upper:]", "A-Z"),
        ("[:word:]", "0-9A-Za-z_"), ("[:xdigit:]", "0-9A-Fa-f"), ("[:space:]", @"\t\n\v\f\r "), ("[:punct:]", @"!-/:-@\[-`{-~"),
    ];

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
