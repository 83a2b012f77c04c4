using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Globalization;
using PolyK8s.Engine.Manifests;

namespace PolyK8s.Engine.Policy;

/// <summary>The words a constraint's schema may use: those of structural schemas. A misspelled one would ask for nothing, so it is refused.</summary>
internal static class ExtraSchemaWords
{
    // Where expressions join: once they are evaluated, this word is known and read like the others.
    private const string Expressions = "x-kubernetes-validations";

    private static readonly string[] OneInside = ["items", "not"];
    private static readonly string[] ManyInside = ["allOf", "anyOf", "oneOf"];

    // Each word with what it holds.
    private static readonly FrozenDictionary<string, string> Known = new[]
    {
        ("object", "items not properties"),
        ("list", "allOf anyOf enum oneOf required x-kubernetes-list-map-keys"),
        ("text", "description format pattern title type x-kubernetes-list-type"),
        ("whole number", "maxItems maxLength maxProperties minItems minLength minProperties"),
        ("number", "maximum minimum multipleOf"),
        ("boolean", "exclusiveMaximum exclusiveMinimum nullable uniqueItems x-kubernetes-int-or-string x-kubernetes-preserve-unknown-fields"),
        ("object or boolean", "additionalProperties"),
    }.SelectMany(row => row.Item2.Split(' ').Select(word => KeyValuePair.Create(word, row.Item1))).ToFrozenDictionary();

    /// <summary>Adds one line for each word that is unknown or stands where it says nothing.</summary>
    public static void Check(Manifest manifest, ManifestNode schema, string path, ImmutableArray<PolicyFault>.Builder faults)
    {
        if (schema.Kind != NodeKind.Object)
        {
            faults.Add(new(manifest, schema, path, "is no schema; write an object with `type`"));
            return;
        }

        foreach (var word in schema.Members)
        {
            if (Problem(word) is { } problem)
            {
                faults.Add(new(manifest, word.Value, $"{path}.{word.Name}", problem));
            }
        }

        foreach (var (words, type) in new[] { (new[] { "properties", "required", "additionalProperties" }, "object"), (["items"], "array") })
        {
            if (words.FirstOrDefault(word => schema[word] is not null) is { } found && schema.TextAt("type") is var given && given != type && !InJunctor(path, given))
            {
                faults.Add(new(manifest, schema[found]!, $"{path}.{found}", $"has no meaning without `type: {type}`; write it beside"));
            }
        }

        foreach (var (inner, where) in Inside(schema, path))
        {
            Check(manifest, inner, where, faults);
        }
    }

    private static string? Problem(ManifestMember word) =>
        !Known.TryGetValue(word.Name, out var holds) ? Unknown(word.Name)
        : Holds(word.Value.Kind, holds) ? null
        : $"`{word.Value}` is not what `{word.Name}` takes; write {(holds[0] == 'o' ? "an" : "a")} {holds}";

    private static bool Holds(NodeKind kind, string holds) => holds switch
    {
        "object" => kind == NodeKind.Object,
        "list" => kind == NodeKind.Array,
        "text" => kind == NodeKind.String,
        "whole number" => kind == NodeKind.Integer,
        "number" => kind is NodeKind.Integer or NodeKind.Number,
        "boolean" => kind == NodeKind.Boolean,
        _ => kind is NodeKind.Object or NodeKind.Boolean,
    };

    // Below a junctor a schema only restricts: the type stands outside.
    private static bool InJunctor(string path, string? type) =>
        type is null && (path.Contains("Of[", StringComparison.Ordinal) || path.Contains(".not", StringComparison.Ordinal));

    private static string Unknown(string word) => word switch
    {
        Expressions => "expressions are not evaluated; say it with structural words, `enum`, `pattern`, `required`, or leave it out",
        "default" => "a default in the schema is not set; list it in `spec.defaults`",
        _ => $"`{word}` is no word of a structural schema; {(NearestName.Of(word, Known.Keys) is { } near ? $"did you mean `{near}`?" : "`type`, `properties`, `required`, `enum` and their like are")}",
    };

    private static IEnumerable<(ManifestNode Schema, string Path)> Inside(ManifestNode schema, string path) =>
        (schema["properties"]?.Members ?? []).Select(p => (p.Value, $"{path}.properties[{p.Name}]"))
            .Concat(OneInside.Where(word => schema[word] is not null).Select(word => (schema[word]!, $"{path}.{word}")))
            .Concat(schema["additionalProperties"] is { Kind: not NodeKind.Boolean } values ? [(values, $"{path}.additionalProperties")] : [])
            .Concat(ManyInside.SelectMany(word => schema.ItemsAt(word).Select((inner, i) => (inner, string.Create(CultureInfo.InvariantCulture, $"{path}.{word}[{i}]")))));
}
