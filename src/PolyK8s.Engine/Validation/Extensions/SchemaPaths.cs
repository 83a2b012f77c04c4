using PolyK8s.Engine.Manifests;

namespace PolyK8s.Engine.Validation.Extensions;

/// <summary>Paths into a structural schema: <c>.spec.replicas</c>, <c>.labels['a.b']</c>.</summary>
/// <remarks>Mirrors <c>ValidFieldPath</c> of <c>pkg/apiserver/schema/cel</c>.</remarks>
internal static class SchemaPaths
{
    private const string NoField = "does not refer to a valid field";

    /// <summary>What a path leads to: a schema, or why it leads nowhere.</summary>
    public static (ManifestNode? Schema, string? Fault) Find(ManifestNode schema, string path, bool allowBrackets)
    {
        var at = schema;
        var rest = path.AsSpan();
        while (rest.Length > 0)
        {
            var (name, length, fault) = Step(rest, allowBrackets);
            if (fault is not null)
            {
                return (null, fault);
            }

            if (Below(at, name) is not { } next)
            {
                return (null, NoField);
            }

            at = next;
            rest = rest[length..];
        }

        return (at, null);
    }

    private static ManifestNode? Below(ManifestNode schema, string name) =>
        schema["properties"] is { Kind: NodeKind.Object, Members.IsEmpty: false } fields ? fields[name]
        : schema["additionalProperties"] is { Kind: NodeKind.Object } values ? values
        : null;

    // One step and how many characters it takes.
    private static (string Name, int Length, string? Fault) Step(ReadOnlySpan<char> rest, bool allowBrackets)
    {
        if (rest[0] == '.')
        {
            var name = rest[1..];
            var end = name.IndexOfAny('.', '[', ']') is var found and >= 0 ? found : name.Length;
            return end == 0 ? ("", 0, name.Length == 0 ? "unexpected end of JSON path" : NoField) : (name[..end].ToString(), end + 1, null);
        }

        if (rest[0] != '[')
        {
            return ("", 0, $"expected [ or . but got: {rest}");
        }

        if (!allowBrackets)
        {
            return ("", 0, "array notation is not allowed");
        }

        var close = rest.IndexOf("']", StringComparison.Ordinal);
        return rest.Length > 2 && rest[1] == '\'' && close > 1
            ? (rest[2..close].ToString().Replace("\\'", "'", StringComparison.Ordinal).Replace("\\\\", "\\", StringComparison.Ordinal), close + 2, null)
            : ("", 0, "expected single quoted string");
    }
}
