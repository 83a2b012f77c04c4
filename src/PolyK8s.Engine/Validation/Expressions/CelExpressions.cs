using System.Collections.Frozen;
using System.Collections.Immutable;

namespace PolyK8s.Engine.Validation.Expressions;

/// <summary>What can be said of an expression without compiling it: it is one, it names what there is, and it is not plainly of another type.</summary>
internal static class CelExpressions
{
    /// <summary>What the conditions of webhooks are about.</summary>
    public static readonly FrozenSet<string> OfWebhooks = Names("object", "oldObject", "request", "namespaceObject", "authorizer");

    /// <summary>What the rules of definitions are about.</summary>
    public static readonly FrozenSet<string> OfDefinitions = Names("self", "oldSelf");

    /// <summary>What the selectors of devices are about.</summary>
    public static readonly FrozenSet<string> OfDevices = Names("device");

    // Types, and what stands before the name of a function or of a typed object.
    private static readonly FrozenSet<string> Everywhere = Names(
        "int", "uint", "double", "bool", "string", "bytes", "list", "map", "null_type", "type", "dyn", "google", "cel", "math", "optional", "sets", "strings", "lists",
        "base64", "regex", "semver", "quantity", "ip", "cidr", "url", "format", "net", "kubernetes", "Object", "JSONPatch");

    /// <summary>An expression; an empty one is left to others.</summary>
    /// <param name="expression">The field with its text.</param>
    /// <param name="variables">What it may be about.</param>
    /// <param name="types">The types it may have; none for any.</param>
    public static void Check(Field expression, IReadOnlySet<string> variables, params ImmutableArray<string> types)
    {
        if (expression.Text.Trim().Length == 0)
        {
            return;
        }

        var reader = CelReader.Read(expression.Text);
        var unknown = reader.Names.Where(name => !variables.Contains(name.Text) && !Everywhere.Contains(name.Text)).Select(name => ((int At, string Text)?)(name.At, name.Text)).FirstOrDefault();
        if (reader.Fault is var (at, fault))
        {
            expression.InvalidText($"compilation failed: ERROR: <input>:{Place(expression.Text, at)}: Syntax error: {fault}");
        }
        else if (unknown is var (place, text))
        {
            expression.InvalidText($"compilation failed: ERROR: <input>:{Place(expression.Text, place)}: undeclared reference to '{text}' (in container '')");
        }
        else if (!types.IsEmpty && reader.Type is { } type && !types.Contains(type))
        {
            expression.InvalidText($"must evaluate to {string.Join(" or ", types)} but got {type}");
        }
    }

    /// <summary>An expression names no other member of a record than these.</summary>
    /// <param name="expression">The expression, which can be read.</param>
    /// <param name="record">The name of the record.</param>
    /// <param name="members">The members it has.</param>
    public static void Members(Field expression, string record, ReadOnlySpan<string> members)
    {
        var tokens = CelTokens.Of(expression.Text);
        for (var i = 0; i + 2 < tokens.Length; i++)
        {
            var (member, isRecord) = (tokens[i + 2], tokens[i].Text == record && tokens[i].Kind == CelTokenKind.Name && (i == 0 || tokens[i - 1].Text is not ("." or ".?")));
            if (isRecord && tokens[i + 1].Text is ("." or ".?") && member.Kind == CelTokenKind.Name && !members.Contains(member.Text))
            {
                expression.InvalidText($"compilation failed: ERROR: <input>:{Place(expression.Text, tokens[i + 1].At)}: undefined field '{member.Text}'");
                return;
            }
        }
    }

    /// <summary>Whether an expression names something that is no member of something else.</summary>
    public static bool Mentions(string expression, string name)
    {
        var tokens = CelTokens.Of(expression);
        return Enumerable.Range(0, tokens.Length).Any(i => tokens[i].Kind == CelTokenKind.Name && tokens[i].Text == name && (i == 0 || tokens[i - 1].Text is not ("." or ".?")));
    }

    private static FrozenSet<string> Names(params string[] names) => names.ToFrozenSet(StringComparer.Ordinal);

    private static string Place(string text, int at)
    {
        var before = text[..at];
        return string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{before.Count(c => c == '\n') + 1}:{at - before.LastIndexOf('\n')}");
    }
}
