using System.Collections.Immutable;

namespace PolyK8s.Engine.Validation.Expressions;

/// <summary>Reads an expression in CEL: whether it is one, which names it needs from outside, and which type it has where that is plain to see.</summary>
/// <remarks>
/// Mirrors the grammar of CEL, <c>doc/langdef.md</c> of google/cel-spec, with its macros. It does not compile: functions and
/// the types of fields are not known here, and what is not known is no fault.
/// </remarks>
internal sealed class CelReader
{
    // An expression nests as deep as an object may; the server's own parser stops at 50.
    private const int MostDepth = 50;

    private static readonly ImmutableArray<ImmutableArray<string>> Levels = [["||"], ["&&"], ["<", "<=", ">=", ">", "==", "!=", "in"], ["+", "-"], ["*", "/", "%"]];
    private static readonly string[] Macros = ["all", "exists", "exists_one", "existsOne", "map", "filter", "bind", "optMap", "optFlatMap", "transformList", "transformMap", "transformMapEntry", "sortBy"];
    private readonly ImmutableArray<CelToken> _tokens;
    private readonly List<CelToken> _names = [];
    private int _at;
    private int _depth;

    private CelReader(string text) => _tokens = CelTokens.Of(text);

    /// <summary>Where and why the text is no expression; null when it is one.</summary>
    public (int At, string Fault)? Fault { get; private set; }

    /// <summary>The names it needs from outside, in order.</summary>
    public IReadOnlyList<CelToken> Names => _names;

    /// <summary>Its type; null when that depends on what it needs from outside.</summary>
    public string? Type { get; private set; }

    private CelToken Now => _tokens[_at];

    /// <summary>Reads a text.</summary>
    public static CelReader Read(string text)
    {
        var reader = new CelReader(text);
        var type = reader.Expression();
        if (reader.Now.Kind != CelTokenKind.End)
        {
            reader.Fail();
        }

        reader.Type = type;
        return reader;
    }

    private string? Expression()
    {
        if (_depth == MostDepth)
        {
            Fail();
            return null;
        }

        _depth++;
        var type = Binary(0);
        if (Take("?"))
        {
            var (then, _) = (Binary(0), Expect(":"));
            type = Expression() is var other && other == then ? then : null;
        }

        _depth--;
        return type;
    }

    private string? Binary(int level)
    {
        if (level == Levels.Length)
        {
            return Unary();
        }

        var type = Binary(level + 1);
        while (Fault is null && Levels[level].Contains(Now.Text) && Now.Kind is CelTokenKind.Sign or CelTokenKind.Name)
        {
            _at++;
            var right = Binary(level + 1);
            type = level < 3 ? "bool" : type == right ? type : null;
        }

        return type;
    }

    private string? Unary()
    {
        var sign = Now.Text;
        if (Now.Kind != CelTokenKind.Sign || sign is not ("!" or "-"))
        {
            return Member();
        }

        while (Now.Kind == CelTokenKind.Sign && Now.Text == sign)
        {
            _at++;
        }

        var type = Member();
        return sign == "!" ? "bool" : type;
    }

    private string? Member()
    {
        var type = Primary();
        while (Fault is null && Now.Kind == CelTokenKind.Sign)
        {
            if (Take(".") || Take(".?"))
            {
                var name = Now;
                Expect(CelTokenKind.Name);
                if (Take("("))
                {
                    Arguments(name.Text);
                }
                else if (Take("{"))
                {
                    Entries();
                }
            }
            else if (Take("[") || Take("[?"))
            {
                Expression();
                Expect("]");
            }
            else
            {
                return type;
            }

            type = null;
        }

        return type;
    }

    private string? Primary()
    {
        Take(".");
        var token = Now;
        if (token.Kind is CelTokenKind.End or CelTokenKind.Wrong)
        {
            Fail();
            return null;
        }

        _at++;
        return token switch
        {
            { Kind: CelTokenKind.Int } => "int",
            { Kind: CelTokenKind.Uint } => "uint",
            { Kind: CelTokenKind.Double } => "double",
            { Kind: CelTokenKind.String } => "string",
            { Kind: CelTokenKind.Bytes } => "bytes",
            { Text: "true" or "false" } => "bool",
            { Text: "null" } => "null_type",
            { Kind: CelTokenKind.Name } => Named(token),
            { Text: "(" } => Enclosed(),
            { Text: "[" or "[?" } => Listed(),
            { Text: "{" } => Mapped(),
            _ => Unexpected(),
        };
    }

    private string? Named(CelToken name)
    {
        if (Take("("))
        {
            Arguments(name.Text);
            return name.Text == "has" ? "bool" : null;
        }

        _names.Add(name);
        return Take("{") ? Entries() : null;
    }

    // The first arguments of a macro name what stands for each item in the others.
    private void Arguments(string function)
    {
        var (names, first) = (_names.Count, _at);
        for (var more = !Take(")"); more && Fault is null; more = !Take(")"))
        {
            Expression();
            if (Now.Text != ")")
            {
                Expect(",");
            }
        }

        if (Macros.Contains(function, StringComparer.Ordinal))
        {
            var bound = _tokens.Skip(first).Where((token, i) => i is 0 or 2 && token.Kind == CelTokenKind.Name && _tokens[first + i + 1].Text == ",").Select(token => token.Text).ToHashSet(StringComparer.Ordinal);
            var kept = _names.Skip(names).Where(name => !bound.Contains(name.Text)).ToArray();
            _names.RemoveRange(names, _names.Count - names);
            _names.AddRange(kept);
        }
    }

    private string? Enclosed()
    {
        var type = Expression();
        Expect(")");
        return type;
    }

    private string Listed()
    {
        for (var more = !Take("]"); more && Fault is null; more = !Take("]"))
        {
            Take("?");
            Expression();
            if (Now.Text != "]")
            {
                Expect(",");
            }
        }

        return "list";
    }

    private string Mapped()
    {
        Entries();
        return "map";
    }

    private string? Entries()
    {
        for (var more = !Take("}"); more && Fault is null; more = !Take("}"))
        {
            Take("?");
            // The fields of a typed object are no names from outside.
            var names = _names.Count;
            var isName = Now.Kind == CelTokenKind.Name && _at + 1 < _tokens.Length && _tokens[_at + 1].Text == ":";
            Expression();
            if (isName)
            {
                _names.RemoveRange(names, _names.Count - names);
            }

            Expect(":");
            Expression();
            if (Now.Text != "}")
            {
                Expect(",");
            }
        }

        return null;
    }

    private string? Unexpected()
    {
        _at--;
        Fail();
        return null;
    }

    private bool Take(string sign)
    {
        if (Fault is not null || Now.Kind != CelTokenKind.Sign || Now.Text != sign)
        {
            return false;
        }

        _at++;
        return true;
    }

    private bool Expect(string sign) => Take(sign) || Fail();

    private void Expect(CelTokenKind kind)
    {
        if (Fault is null && Now.Kind == kind)
        {
            _at++;
        }
        else
        {
            Fail();
        }
    }

    private bool Fail()
    {
        Fault ??= (Now.At, Now.Kind == CelTokenKind.End ? "unexpected end of the expression" : $"unexpected '{Now.Text}'");
        return false;
    }
}
