using System.Globalization;
using System.Text.RegularExpressions;
using PolyK8s.Engine.Manifests;

namespace PolyK8s.Engine.Schemas.Custom;

/// <summary>The bounds of a structural schema: pattern, lengths, counts, minimum and maximum, in the API server's words.</summary>
internal static class ValueBounds
{
    private delegate IEnumerable<string> Check(ManifestNode value);

    /// <summary>The checks a schema asks for.</summary>
    /// <param name="schema">The schema.</param>
    /// <param name="path">Where it is in the definition.</param>
    /// <param name="faults">Takes what could not be read.</param>
    public static IEnumerable<Func<ManifestNode, IEnumerable<string>>> Of(ManifestNode schema, string path, List<string> faults)
    {
        foreach (var member in schema.Members)
        {
            if (Bound(member.Name, member.Value, schema, path, faults) is { } check)
            {
                yield return value => check(value);
            }
        }
    }

    private static Check? Bound(string name, ManifestNode bound, ManifestNode schema, string path, List<string> faults) => name switch
    {
        "pattern" => Pattern(bound.Text, path, faults),
        "maxLength" => Counted(NodeKind.String, bound, (n, b) => n <= b, b => $"may not be more than {b} bytes"),
        "minLength" => Counted(NodeKind.String, bound, (n, b) => n >= b, b => $"should be at least {b} chars long"),
        "maxItems" => Counted(NodeKind.Array, bound, (n, b) => n <= b, b => $"must have at most {b} items"),
        "minItems" => Counted(NodeKind.Array, bound, (n, b) => n >= b, b => $"should have at least {b} items"),
        "maxProperties" => Counted(NodeKind.Object, bound, (n, b) => n <= b, b => $"must have at most {b} items"),
        "minProperties" => Counted(NodeKind.Object, bound, (n, b) => n >= b, b => $"should have at least {b} properties"),
        "maximum" => Compared(bound, Excludes(schema, "exclusiveMaximum") ? c => c < 0 : c => c <= 0, $"should be less than {(Excludes(schema, "exclusiveMaximum") ? "" : "or equal to ")}{bound.Text}"),
        "minimum" => Compared(bound, Excludes(schema, "exclusiveMinimum") ? c => c > 0 : c => c >= 0, $"should be greater than {(Excludes(schema, "exclusiveMinimum") ? "" : "or equal to ")}{bound.Text}"),
        "multipleOf" => Multiple(bound),
        "uniqueItems" when bound.Text == "true" => value => value.Items.Select(i => i.ToString()).Distinct(StringComparer.Ordinal).Count() == value.Items.Length ? [] : ["shouldn't contain duplicates"],
        _ => null,
    };

    private static bool Excludes(ManifestNode schema, string name) => schema[name] is { Kind: NodeKind.Boolean, Text: "true" };

    private static Check? Pattern(string pattern, string path, List<string> faults)
    {
        // RE2 and .NET's non-backtracking engine agree on nearly all of their syntax; both run in time linear in the text.
        // `\z` is the same in both; `$` without (?m) is the very end in RE2, while .NET lets a final line break follow.
        try
        {
            var expression = new Regex(GoExpression.Translated(pattern), RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);
            return value => value.Kind != NodeKind.String || expression.IsMatch(value.Text) ? [] : [$"should match '{pattern}'"];
        }
        catch (Exception exception) when (exception is ArgumentException or NotSupportedException)
        {
            faults.Add($"{path}: pattern `{pattern}` does not compile");
            return null;
        }
    }

    private static Check? Counted(NodeKind kind, ManifestNode bound, Func<long, long, bool> holds, Func<string, string> said) =>
        long.TryParse(bound.Text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var limit)
            ? value => value.Kind != kind || holds(Count(value), limit) ? [] : [said(bound.Text)]
            : null;

    private static long Count(ManifestNode value) => value.Kind switch
    {
        NodeKind.String => value.Text.EnumerateRunes().Count(),
        NodeKind.Array => value.Items.Length,
        _ => value.Members.Length,
    };

    private static Check? Compared(ManifestNode bound, Func<int, bool> holds, string said) => value =>
        value.Kind is NodeKind.Integer or NodeKind.Number && Compare(value.Text, bound.Text) is { } order && !holds(order) ? [said] : [];

    private static Check? Multiple(ManifestNode bound) => value =>
        value.Kind is NodeKind.Integer or NodeKind.Number
        && double.TryParse(value.Text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
        && double.TryParse(bound.Text, NumberStyles.Float, CultureInfo.InvariantCulture, out var factor)
        && factor != 0 && !double.IsInteger(number / factor) ? [$"should be a multiple of {bound.Text}"] : [];

    private static int? Compare(string left, string right) =>
        decimal.TryParse(left, NumberStyles.Float, CultureInfo.InvariantCulture, out var l) && decimal.TryParse(right, NumberStyles.Float, CultureInfo.InvariantCulture, out var r) ? l.CompareTo(r)
        : double.TryParse(left, NumberStyles.Float, CultureInfo.InvariantCulture, out var x) && double.TryParse(right, NumberStyles.Float, CultureInfo.InvariantCulture, out var y) ? x.CompareTo(y)
        : null;
}
