using PolyK8s.Engine.Manifests;
using PolyK8s.Engine.Schemas.Custom;

namespace PolyK8s.Engine.Validation.Extensions;

/// <summary>What makes a schema structural: every value has a type, and what restricts values declares none.</summary>
/// <remarks>Mirrors <c>ValidateStructural</c> of <c>pkg/apiserver/schema</c>, which sorts what it finds.</remarks>
internal static class StructuralRules
{
    private const string Preserve = "x-kubernetes-preserve-unknown-fields";
    private const string Embedded = "x-kubernetes-embedded-resource";
    private const string IntOrString = "x-kubernetes-int-or-string";

    /// <summary>A whole schema.</summary>
    public static void Check(Field schema)
    {
        var before = schema.Errors.Count;
        Invariants(schema, Level.Root);
        NestedRules.Complete(schema, schema, schema);
        schema.Errors.Sort(before, schema.Errors.Count - before, Comparer<FieldError>.Create((l, r) => string.CompareOrdinal(l.ToString(), r.ToString())));
    }

    private enum Level
    {
        Root,
        Item,
        Field,
    }

    private static void Invariants(Field schema, Level level)
    {
        if (!schema.IsSet)
        {
            return;
        }

        if (schema["type"].Text == "array" && !schema["items"].IsSet)
        {
            schema["items"].Required("must be specified");
        }

        Invariants(schema["items"], Level.Item);
        foreach (var (_, field) in schema["properties"].Entries())
        {
            Invariants(field, Level.Field);
        }

        Values(schema, level);
        Contradictions(schema);
        NestedRules.Values(schema, SkipsAnyOf(schema), SkipsFirstAllOf(schema));
        Type(schema, level);
        OfObject(schema, level);
    }

    private static void Values(Field schema, Level level)
    {
        var values = schema["additionalProperties"];
        if (!values.IsSet)
        {
            return;
        }

        if (level == Level.Root)
        {
            values.Forbidden("must not be used at the root");
        }

        if (schema[Embedded].IsTrue)
        {
            values.Forbidden("must not be used if x-kubernetes-embedded-resource is set");
        }

        if (values.Node is { Kind: NodeKind.Object })
        {
            Invariants(values, Level.Field);
        }
    }

    private static void Contradictions(Field schema)
    {
        foreach (var name in (string[])[Preserve, Embedded])
        {
            if (schema[IntOrString].IsTrue && schema[name].IsTrue)
            {
                schema[name].Invalid("true", "must be false if x-kubernetes-int-or-string is true");
            }
        }

        if (schema["pattern"].Text is { Length: > 0 } pattern && GoExpression.Fault(pattern) is { } fault)
        {
            schema["pattern"].InvalidText($"must be a valid regular expression, but isn't: {fault}");
        }
    }

    private static void Type(Field schema, Level level)
    {
        var type = schema["type"];
        if (schema[Embedded].IsTrue && type.Text != "object")
        {
            if (type.RequiredText("must be object if x-kubernetes-embedded-resource is true"))
            {
                type.InvalidText("must be object if x-kubernetes-embedded-resource is true");
            }
        }
        else if (type.Text.Length == 0 && !schema[IntOrString].IsTrue && !schema[Preserve].IsTrue)
        {
            type.Required(level switch
            {
                Level.Root => "must not be empty at the root",
                Level.Item => "must not be empty for specified array items",
                _ => "must not be empty for specified object fields",
            });
        }

        if (level == Level.Root && type.Text.Length > 0 && type.Text != "object")
        {
            type.InvalidText("must be object at the root");
        }
    }

    private static void OfObject(Field schema, Level level)
    {
        var (isObject, fields) = (level == Level.Root || schema[Embedded].IsTrue, schema["properties"]);
        foreach (var name in (string[])["kind", "apiVersion"])
        {
            if (isObject && fields.Has(name) && fields.Key(name)["type"].Text != "string")
            {
                fields.Key(name)["type"].InvalidText("must be string");
            }
        }

        if (fields.Has("metadata"))
        {
            Metadata(fields.Key("metadata"), isObject, level);
        }

        if (schema[Embedded].IsTrue && !schema[Preserve].IsTrue && fields.Count == 0)
        {
            fields.Required("must not be empty if x-kubernetes-embedded-resource is true without x-kubernetes-preserve-unknown-fields");
        }
    }

    private static void Metadata(Field metadata, bool isObject, Level level)
    {
        if (isObject && metadata["type"].Text != "object")
        {
            metadata["type"].InvalidText("must be object");
        }

        var others = metadata.Entries().Any(entry => entry.Key is not ("type" or "default" or "properties") && SchemaRules.IsGiven(entry.Value.Node));
        if (level == Level.Root && (others || metadata["properties"].Entries().Any(entry => entry.Key is not ("name" or "generateName"))))
        {
            metadata.Forbidden("must not specify anything other than name and generateName, but metadata is implicitly specified");
        }
    }

    private static bool SkipsAnyOf(Field schema) => IsIntOrString(schema["anyOf"].Node);

    private static bool SkipsFirstAllOf(Field schema) => schema["allOf"].Count > 0 && IsIntOrString(schema["allOf"][0]["anyOf"].Node);

    private static bool IsIntOrString(ManifestNode? anyOf) => anyOf is { Items: [var first, var second] } && SaysOnly(first, "integer") && SaysOnly(second, "string");

    // What is empty is not there, except where the server keeps an empty list.
    private static bool SaysOnly(ManifestNode schema, string type) =>
        schema.TextAt("type") == type && schema.Members.All(member => member.Name switch
        {
            "type" => true,
            _ when !SchemaRules.IsGiven(member.Value) => true,
            "patternProperties" or "definitions" or "dependencies" => member.Value is { Kind: NodeKind.Object, Members.IsEmpty: true },
            "allOf" or "anyOf" or "oneOf" or "enum" => member.Value is { Kind: NodeKind.Array, Items.IsEmpty: true },
            _ => false,
        });
}
