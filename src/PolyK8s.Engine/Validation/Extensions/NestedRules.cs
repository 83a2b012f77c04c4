using PolyK8s.Engine.Manifests;
using PolyK8s.Engine.Schemas.Custom;

namespace PolyK8s.Engine.Validation.Extensions;

/// <summary>What stands below <c>allOf</c>, <c>anyOf</c>, <c>oneOf</c> and <c>not</c>: it restricts values that are declared elsewhere.</summary>
/// <remarks>Mirrors <c>validateNestedValueValidation</c> and <c>validateStructuralCompleteness</c> of <c>pkg/apiserver/schema</c>.</remarks>
internal static class NestedRules
{
    private static readonly string[] Junctors = ["anyOf", "allOf", "oneOf"];

    private static readonly (string Name, string Must)[] Declarations =
    [
        ("type", "empty"), ("additionalProperties", "undefined"), ("default", "undefined"), ("title", "empty"), ("description", "empty"), ("nullable", "false"),
        ("x-kubernetes-preserve-unknown-fields", "false"), ("x-kubernetes-embedded-resource", "false"), ("x-kubernetes-int-or-string", "false"),
        ("x-kubernetes-list-map-keys", "empty"), ("x-kubernetes-list-type", "undefined"), ("x-kubernetes-map-type", "undefined"), ("x-kubernetes-validations", "empty"),
    ];

    /// <summary>The restrictions of a schema.</summary>
    /// <param name="schema">The schema.</param>
    /// <param name="skipAnyOf">Whether <c>anyOf</c> is the known pattern of an integer or a string.</param>
    /// <param name="skipFirstAllOf">Whether the first of <c>allOf</c> is.</param>
    public static void Values(Field schema, bool skipAnyOf, bool skipFirstAllOf)
    {
        foreach (var name in Junctors)
        {
            var items = name == "anyOf" && skipAnyOf ? [] : schema[name].Items();
            for (var i = 0; i < items.Length; i++)
            {
                Nested(items[i], skipAnyOf: name == "allOf" && i == 0 && skipFirstAllOf);
            }
        }

        Nested(schema["not"], skipAnyOf: false);
    }

    /// <summary>Whatever is restricted is declared.</summary>
    /// <param name="restriction">The schema with the restrictions.</param>
    /// <param name="declared">The schema that declares.</param>
    /// <param name="at">Where that is.</param>
    public static void Complete(Field restriction, Field declared, Field at)
    {
        Below(restriction["not"], declared, at);
        foreach (var item in Junctors.SelectMany(name => restriction[name].Items()))
        {
            Below(item, declared, at);
        }
    }

    private static void Nested(Field schema, bool skipAnyOf)
    {
        if (!schema.IsSet)
        {
            return;
        }

        Values(schema, skipAnyOf, skipFirstAllOf: false);
        if (schema["pattern"].Text is { Length: > 0 } pattern && GoExpression.Fault(pattern) is { } fault)
        {
            schema["pattern"].InvalidText($"must be a valid regular expression, but isn't: {fault}");
        }

        Nested(schema["items"], skipAnyOf: false);
        foreach (var (_, field) in schema["properties"].Entries())
        {
            Nested(field, skipAnyOf: false);
        }

        foreach (var (name, must) in Declarations)
        {
            if (SchemaRules.IsGiven(schema[name].Node) && schema[name].Node is not { Kind: NodeKind.Array, Items.IsEmpty: true })
            {
                schema[name].Forbidden($"must be {must} to be structural");
            }
        }

        if (schema["properties"].Has("metadata"))
        {
            schema["properties"].Key("metadata").Forbidden("must not be specified in a nested context");
        }
    }

    private static void Below(Field restriction, Field declared, Field at)
    {
        if (!restriction.IsSet)
        {
            return;
        }

        if (!declared.IsSet)
        {
            at.Required($"because it is defined in {restriction.Path}");
            return;
        }

        Complete(restriction, declared, at);
        Below(restriction["items"], declared["items"], at["items"]);
        foreach (var (name, field) in restriction["properties"].Entries())
        {
            Below(field, declared["properties"].Key(name), at["properties"].Key(name));
        }
    }
}
