using System.Collections.Immutable;

namespace PolyK8s.Engine.Validation.Extensions;

/// <summary>The schema of a version.</summary>
/// <remarks>Mirrors <c>validateCustomResourceDefinitionValidation</c>.</remarks>
internal static class DefinitionSchemas
{
    // What a schema may say at its root when its status is written apart from the rest.
    private static readonly ImmutableArray<string> AtRoot =
    [
        "description", "type", "format", "title", "maximum", "exclusiveMaximum", "minimum", "exclusiveMinimum", "maxLength", "minLength", "pattern", "maxItems",
        "minItems", "uniqueItems", "multipleOf", "required", "items", "properties", "externalDocs", "example", "x-kubernetes-preserve-unknown-fields", "x-kubernetes-validations",
    ];

    private const string GoNames =
        "[Description Type Format Title Maximum ExclusiveMaximum Minimum ExclusiveMinimum MaxLength MinLength Pattern MaxItems MinItems UniqueItems MultipleOf Required Items Properties ExternalDocs Example XPreserveUnknownFields XValidations]";

    /// <summary>The schema in its wrapper, <c>openAPIV3Schema</c>.</summary>
    public static void Check(Field wrapper, bool hasStatus)
    {
        var schema = wrapper["openAPIV3Schema"];
        if (!schema.IsSet)
        {
            return;
        }

        schema = schema.With(SchemaForms.Decoded(schema.Node!));
        var start = schema.Errors.Count;

        if (hasStatus)
        {
            Root(schema, wrapper);
        }

        if (schema["nullable"].IsTrue)
        {
            wrapper["openAPIV3Schema.nullable"].Forbidden("nullable cannot be true at the root");
        }

        var before = schema.Errors.Count;
        var unsupported = SchemaRules.Unsupported(schema.Node!);
        if (unsupported is null)
        {
            StructuralRules.Check(schema);
            if (schema.Errors.Count == before)
            {
                SchemaDefaults.Check(schema);
            }
        }

        SchemaRules.Check(schema, new(IsRoot: true, NoDefaults: null, InMetadata: false));
        if (unsupported is not null && schema.Errors.Count == start)
        {
            schema.Invalid("\"\"", unsupported);
        }
    }

    private static void Root(Field schema, Field wrapper)
    {
        if (schema["type"].Text.Length > 0 && schema["type"].Text != "object")
        {
            wrapper["openAPIV3Schema.type"].At(wrapper["openAPIV3Schema.type"]).Invalid(GoText.Quote(schema["type"].Text), "only \"object\" is allowed as the type at the root of the schema if the status subresource is enabled");
        }
        else if (schema.Entries().Any(entry => !AtRoot.Contains(entry.Key, StringComparer.Ordinal) && SchemaRules.IsGiven(entry.Value.Node)))
        {
            schema.InvalidJson($"only {GoNames} fields are allowed at the root of the schema if the status subresource is enabled");
        }
    }
}
