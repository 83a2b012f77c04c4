using System.Collections.Immutable;
using PolyK8s.Engine.Manifests;

namespace PolyK8s.Engine.Validation.Extensions;

/// <summary>Where in a definition's schema one looks.</summary>
/// <param name="IsRoot">Whether it is the schema of whole objects.</param>
/// <param name="NoDefaults">Why there may be no defaults; null when there may.</param>
/// <param name="InMetadata">Whether it describes the type or the metadata of an object.</param>
/// <param name="NoOldSelf">The schema around it whose values cannot be told apart from one update to the next; null when all can.</param>
internal sealed record SchemaScope(bool IsRoot, string? NoDefaults, bool InMetadata, string? NoOldSelf = null);

/// <summary>What every schema of a definition must satisfy, wherever it stands.</summary>
/// <remarks>Mirrors <c>ValidateCustomResourceDefinitionOpenAPISchema</c> and <c>specStandardValidatorV3.validate</c>.</remarks>
internal static class SchemaRules
{
    private static readonly ImmutableArray<string> Types = ["array", "boolean", "integer", "number", "object", "string"];
    private static readonly ImmutableArray<string> Junctors = ["allOf", "oneOf", "anyOf"];
    private static readonly ImmutableArray<string> NotSupported = ["id", "$schema", "$ref", "patternProperties", "dependencies", "additionalItems", "definitions"];

    /// <summary>A schema and those below it.</summary>
    public static void Check(Field schema, SchemaScope scope)
    {
        if (!schema.IsSet)
        {
            return;
        }

        Standard(schema, scope);
        if (schema["uniqueItems"].IsTrue)
        {
            schema["uniqueItems"].Forbidden("uniqueItems cannot be set to true since the runtime complexity becomes quadratic");
        }

        Values(schema, scope);
        Fields(schema, scope);
        var below = scope with { IsRoot = false };
        Check(schema["not"], below);
        foreach (var item in Junctors.SelectMany(name => schema[name].Items()))
        {
            Check(item, below);
        }

        if (schema["items"].Node is { Kind: NodeKind.Object })
        {
            Check(schema["items"], schema["x-kubernetes-list-type"].Text == "map" ? below : below with { NoOldSelf = scope.NoOldSelf ?? schema.Path });
        }

        SchemaExtensions.Check(schema, scope.NoOldSelf);
    }

    /// <summary>Whether a schema or one below it has a default.</summary>
    public static bool HasDefault(ManifestNode? schema) =>
        schema is { Kind: NodeKind.Object } && (IsGiven(schema["default"]) || Below(schema).Any(HasDefault));

    /// <summary>Why a schema cannot be structural at all; null when it can.</summary>
    /// <remarks>Mirrors <c>NewStructural</c>.</remarks>
    public static string? Unsupported(ManifestNode schema) =>
        NotSupported.FirstOrDefault(name => name == "additionalItems" ? schema[name] is { Kind: not NodeKind.Null } : IsGiven(schema[name]) && schema[name] is not { Kind: NodeKind.Object, Members.IsEmpty: true }) is { } bad
            ? $"OpenAPIV3Schema '{bad.TrimStart('$')}' is not supported"
        : schema["items"] is { Kind: NodeKind.Array } ? "OpenAPIV3Schema 'items' must be a schema, but is an array"
        : schema["x-kubernetes-preserve-unknown-fields"] is { Kind: NodeKind.Boolean, Text: "false" } ? "internal error: 'x-kubernetes-preserve-unknown-fields' must be true or undefined"
        : Below(schema).Select(Unsupported).FirstOrDefault(fault => fault is not null);

    /// <summary>Whether a member of a schema says anything: what is null, false or empty is left out by the server's decoder.</summary>
    public static bool IsGiven(ManifestNode? node) => node is not (null or { Kind: NodeKind.Null } or { Kind: NodeKind.Boolean, Text: "false" } or { Kind: NodeKind.String, Text: "" });

    private static IEnumerable<ManifestNode> Below(ManifestNode schema) =>
        new[] { schema["items"], schema["additionalProperties"], schema["not"] }.OfType<ManifestNode>()
            .Concat((schema["properties"]?.Members ?? []).Select(member => member.Value))
            .Concat(Junctors.SelectMany(name => schema.ItemsAt(name)))
            .Where(node => node.Kind == NodeKind.Object);

    private static void Standard(Field schema, SchemaScope scope)
    {
        var type = schema["type"];
        if (type.Text.Length > 0)
        {
            type.OneOf(Types);
        }

        if (schema["default"].IsSet && scope.NoDefaults is { } reason)
        {
            schema["default"].Forbidden($"must not be set {reason}");
        }

        foreach (var name in (ReadOnlySpan<string>)["id", "additionalItems", "patternProperties", "definitions", "dependencies", "$ref"])
        {
            if (schema[name].IsSet && !(name is "id" ? schema[name].Text.Length == 0 : name is "patternProperties" or "definitions" && schema[name].Count == 0))
            {
                schema[name].Forbidden($"{name} is not supported");
            }
        }

        if (type.Text == "null")
        {
            type.Forbidden("type cannot be set to null, use nullable as an alternative");
        }

        if (schema["items"].Node is { Kind: NodeKind.Array, Items.IsEmpty: false })
        {
            schema["items"].Forbidden("items must be a schema object and not an array");
        }

        if (scope.InMetadata && schema["x-kubernetes-embedded-resource"].IsTrue)
        {
            schema["x-kubernetes-embedded-resource"].Forbidden("must not be used inside of resource meta");
        }
    }

    private static void Values(Field schema, SchemaScope scope)
    {
        var values = schema["additionalProperties"];
        if (!values.IsSet)
        {
            return;
        }

        if (values.Node is not { Kind: NodeKind.Object or NodeKind.Boolean })
        {
            values.InvalidJson("must be a boolean or a schema");
        }

        if (schema["properties"].Count > 0 && !values.IsTrue)
        {
            values.Forbidden("additionalProperties and properties are mutual exclusive");
        }

        if (values.Node is { Kind: NodeKind.Object })
        {
            Check(values, scope with { IsRoot = false, NoDefaults = scope.InMetadata ? "inside additionalProperties applying to object metadata" : scope.NoDefaults });
        }
    }

    private static void Fields(Field schema, SchemaScope scope)
    {
        var noOldSelf = scope.NoOldSelf ?? (schema["x-kubernetes-map-type"].Text == "atomic" ? schema.Path : null);
        foreach (var (name, field) in schema["properties"].Entries())
        {
            var ofObject = (scope.IsRoot || schema["x-kubernetes-embedded-resource"].IsTrue) && name is "metadata" or "kind" or "apiVersion";
            Check(field, new(
                IsRoot: false,
                NoDefaults: ofObject && scope.IsRoot ? $"in top-level {name}" : scope.NoDefaults,
                InMetadata: ofObject || scope.InMetadata,
                NoOldSelf: noOldSelf));
        }
    }
}
