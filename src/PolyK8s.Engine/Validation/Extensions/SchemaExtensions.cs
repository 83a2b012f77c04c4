using System.Collections.Immutable;
using PolyK8s.Engine.Manifests;
using PolyK8s.Engine.Validation.Expressions;

namespace PolyK8s.Engine.Validation.Extensions;

/// <summary>The extensions of Kubernetes in one schema: map and list types, and rules.</summary>
/// <remarks>Mirrors the second half of <c>ValidateCustomResourceDefinitionOpenAPISchema</c> and <c>validateMapListKeysMapSet</c>.</remarks>
internal static class SchemaExtensions
{
    private const string ListType = "x-kubernetes-list-type";
    private const string MapType = "x-kubernetes-map-type";
    private const string MapKeys = "x-kubernetes-list-map-keys";
    private static readonly ImmutableArray<string> Reasons = ["FieldValueDuplicate", "FieldValueForbidden", "FieldValueInvalid", "FieldValueRequired"];

    /// <summary>The extensions of a schema.</summary>
    /// <param name="schema">The schema.</param>
    /// <param name="noOldSelf">The schema around it below which no value has one before; null when all have.</param>
    public static void Check(Field schema, string? noOldSelf = null)
    {
        if (schema["x-kubernetes-preserve-unknown-fields"] is { IsSet: true, IsTrue: false } keeps)
        {
            keeps.Invalid("false", "must be true or undefined");
        }

        OnlyOf(schema, MapType, "object");
        schema[MapType].OneOfIfSet(["atomic", "granular"]);
        if (schema[ListType].IsSet && schema["type"].Text != "array")
        {
            OnlyOf(schema, ListType, "array");
        }
        else if (schema[ListType].Text == "set")
        {
            AtomicItems(schema["items"]);
        }

        schema[ListType].OneOfIfSet(["atomic", "set", "map"]);
        Keys(schema);
        Items(schema);
        foreach (var rule in schema["x-kubernetes-validations"].Items())
        {
            Rule(schema, rule);
            OldSelf(rule, noOldSelf);
        }
    }

    private static void OnlyOf(Field schema, string extension, string type)
    {
        var detail = $"must be {type} if {extension} is specified";
        if (!schema[extension].IsSet || schema["type"].Text == type)
        {
            return;
        }

        if (schema["type"].RequiredText(detail))
        {
            schema["type"].InvalidText(detail);
        }
    }

    private static void AtomicItems(Field items)
    {
        const string detail = "must be atomic as item of a list with x-kubernetes-list-type=set";
        if (items["type"].Text == "array" && items[ListType].IsSet && items[ListType].Text != "atomic")
        {
            items[ListType].InvalidText(detail);
        }
        else if (items["type"].Text == "object" && items[MapType].Text != "atomic")
        {
            items[MapType].Invalid(items[ListType].IsSet ? GoText.Quote(items[ListType].Text) : "null", detail);
        }
    }

    private static void Keys(Field schema)
    {
        var (list, keys) = (schema[ListType], schema[MapKeys]);
        if (keys.Count > 0 && list.Text != "map")
        {
            const string detail = "must be map if x-kubernetes-list-map-keys is non-empty";
            if (list.IsSet)
            {
                list.InvalidText(detail);
            }
            else
            {
                list.Required(detail);
            }
        }

        if (list.Text == "map")
        {
            OfMap(schema, keys);
        }
    }

    private static void OfMap(Field schema, Field keys)
    {
        var items = schema["items"];
        if (keys.Count == 0)
        {
            keys.Required("must not be empty if x-kubernetes-list-type is map");
        }

        if (!items.IsSet)
        {
            items.Required("must have a schema if x-kubernetes-list-type is map");
            return;
        }

        if (items["type"].Text != "object")
        {
            items["type"].InvalidText("must be object if parent array's x-kubernetes-list-type is map");
            return;
        }

        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var key in keys.Texts())
        {
            if (!items["properties"].Has(key))
            {
                keys.InvalidJson("entries must all be names of item properties");
            }
            else if (items["properties"].Key(key)["type"] is { Text: "array" or "object" } type)
            {
                type.Invalid(GoText.Quote("object"), "must be a scalar type if parent array's x-kubernetes-list-type is map");
            }

            if (!seen.Add(key))
            {
                keys.InvalidJson("must not contain duplicate entries");
            }
        }
    }

    private static void Items(Field schema)
    {
        var (items, type) = (schema["items"], schema[ListType].Text);
        if (items.Node is not { Kind: NodeKind.Object } || type is not ("set" or "map"))
        {
            return;
        }

        if (items["nullable"].IsTrue)
        {
            items["nullable"].Forbidden($"cannot be nullable when x-kubernetes-list-type is {type}");
        }

        foreach (var key in type == "map" ? schema[MapKeys].Texts().Where(items["properties"].Has) : [])
        {
            var property = items["properties"].Key(key);
            if (!items["required"].Texts().Contains(key) && !property["default"].IsSet)
            {
                property["default"].Required("this property is in x-kubernetes-list-map-keys, so it must have a default or be a required property");
            }

            if (property["nullable"].IsTrue)
            {
                property["nullable"].Forbidden("this property is in x-kubernetes-list-map-keys, so it cannot be nullable");
            }
        }
    }

    private static void Rule(Field schema, Field rule)
    {
        var (expression, message, inWords, path) = (rule["rule"].Text.Trim(), rule["message"], rule["messageExpression"], rule["fieldPath"]);
        if (expression.Length == 0)
        {
            rule["rule"].Required("rule is not specified");
        }
        else if (message.Text.Length > 0 && message.Text.Trim().Length == 0)
        {
            message.InvalidText("must be non-empty if specified");
        }
        else if (HasBreak(message.Text.Trim()))
        {
            message.InvalidText("must not contain line breaks");
        }
        else if (HasBreak(expression) && message.Text.Trim().Length == 0)
        {
            message.Required("message must be specified if rule contains line breaks");
        }

        CelExpressions.Check(rule["rule"], CelExpressions.OfDefinitions, "bool");
        CelExpressions.Check(inWords, CelExpressions.OfDefinitions, "string");
        if (inWords.Text.Length > 0 && inWords.Text.Trim().Length == 0)
        {
            inWords.Required("messageExpression must be non-empty if specified");
        }

        rule["reason"].OneOfIfSet(Reasons);
        Place(schema, path);
    }

    // What a rule may say of the value before, which not every value has.
    private static void OldSelf(Field rule, string? noOldSelf)
    {
        var (expression, optional) = (rule["rule"], rule["optionalOldSelf"]);
        if (!CelExpressions.Mentions(expression.Text, "oldSelf"))
        {
            if (optional.IsSet)
            {
                optional.Invalid(optional.IsTrue ? "true" : "false", "may not be set if oldSelf is not used in rule");
            }
        }
        else if (noOldSelf is not null)
        {
            expression.InvalidText($"oldSelf cannot be used on the uncorrelatable portion of the schema within {noOldSelf}");
        }
    }

    private static void Place(Field schema, Field path)
    {
        if (path.Text.Length > 0 && path.Text.Trim().Length == 0)
        {
            path.InvalidText("must be non-empty if specified");
        }

        if (HasBreak(path.Text))
        {
            path.InvalidText("must not contain line breaks");
        }

        if (path.Text.Length > 0 && SchemaPaths.Find(schema.Node!, path.Text, allowBrackets: true).Fault is not null)
        {
            path.InvalidText("must be a valid path");
        }
    }

    private static bool HasBreak(string text) => text.AsSpan().IndexOfAny('\n', '\r') >= 0;
}
