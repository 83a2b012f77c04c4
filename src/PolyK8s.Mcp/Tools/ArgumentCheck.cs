using System.Globalization;
using System.Text.Json;

namespace PolyK8s.Mcp.Tools;

/// <summary>Checks arguments against the input schema of their tool, so that a mistake is named and never ignored.</summary>
/// <remarks>
/// Reads the part of JSON Schema our input schemas use: <c>type</c>, <c>enum</c>, <c>minLength</c>, <c>minimum</c>, <c>maxItems</c>,
/// <c>items</c>, <c>properties</c> and <c>required</c>; an object takes no other properties. An optional property may be null,
/// as many clients write what they leave out.
/// </remarks>
internal static class ArgumentCheck
{
    /// <summary>The first mistake, in one line; null when there is none.</summary>
    /// <param name="schema">The schema of the value.</param>
    /// <param name="value">The value.</param>
    /// <param name="path">What the value is called; empty for the arguments as a whole.</param>
    public static string? Fault(JsonElement schema, JsonElement value, string path)
    {
        var type = schema.GetProperty("type").GetString();
        return (type, value.ValueKind) switch
        {
            ("object", JsonValueKind.Object) => OfObject(schema, value, path),
            ("array", JsonValueKind.Array) => OfArray(schema, value, path),
            ("string", JsonValueKind.String) => OfString(schema, value, path),
            ("boolean", JsonValueKind.True or JsonValueKind.False) => null,
            ("integer", JsonValueKind.Number) when value.TryGetInt32(out var number) => OfInteger(schema, number, path),
            _ => $"`{path}` is of type {Named(value.ValueKind)}; {(type is "string" or "boolean" ? "a" : "an")} {type} is accepted",
        };
    }

    private static string? OfObject(JsonElement schema, JsonElement value, string path)
    {
        var properties = schema.GetProperty("properties");
        foreach (var member in value.EnumerateObject())
        {
            if (!properties.TryGetProperty(member.Name, out _))
            {
                return Unknown(member.Name, properties.EnumerateObject().Select(p => p.Name).ToArray(), path);
            }
        }

        var required = schema.TryGetProperty("required", out var names) ? names.EnumerateArray().Select(n => n.GetString()!).ToArray() : [];
        foreach (var property in properties.EnumerateObject())
        {
            var isRequired = required.Contains(property.Name);
            var name = path.Length == 0 ? property.Name : $"{path}.{property.Name}";
            var isAbsent = !value.TryGetProperty(property.Name, out var member) || (member.ValueKind == JsonValueKind.Null && !isRequired);
            var fault = isAbsent ? (isRequired ? $"`{name}` is missing" : null) : Fault(property.Value, member, name);
            if (fault is not null)
            {
                return fault;
            }
        }

        return null;
    }

    private static string Unknown(string name, string[] known, string path) =>
        $"there is no argument `{(path.Length == 0 ? name : $"{path}.{name}")}`; {Nearest.Hint(name, known)}accepted: {string.Join(", ", known)}";

    private static string? OfArray(JsonElement schema, JsonElement value, string path)
    {
        if (schema.TryGetProperty("maxItems", out var most) && value.GetArrayLength() > most.GetInt32())
        {
            return string.Create(CultureInfo.InvariantCulture, $"`{path}` has {value.GetArrayLength()} items; at most {most.GetInt32()} are accepted");
        }

        return value.EnumerateArray()
            .Select((item, i) => Fault(schema.GetProperty("items"), item, string.Create(CultureInfo.InvariantCulture, $"{path}[{i}]")))
            .FirstOrDefault(fault => fault is not null);
    }

    private static string? OfString(JsonElement schema, JsonElement value, string path)
    {
        var text = value.GetString()!;
        if (schema.TryGetProperty("enum", out var choices))
        {
            var known = choices.EnumerateArray().Select(c => c.GetString()!).ToArray();
            return known.Contains(text) ? null : $"`{path}` is `{text}`; {Nearest.Hint(text, known)}accepted: {string.Join(", ", known)}";
        }

        return text.Length == 0 && schema.TryGetProperty("minLength", out _) ? $"`{path}` is empty" : null;
    }

    private static string? OfInteger(JsonElement schema, int number, string path) =>
        schema.TryGetProperty("minimum", out var least) && number < least.GetInt32()
            ? string.Create(CultureInfo.InvariantCulture, $"`{path}` is {number}; {least.GetInt32()} or more is accepted")
            : null;

    private static string Named(JsonValueKind kind) => kind switch
    {
        JsonValueKind.True or JsonValueKind.False => "boolean",
        JsonValueKind.Undefined => "nothing",
        _ => kind.ToString().ToLowerInvariant(),
    };
}
