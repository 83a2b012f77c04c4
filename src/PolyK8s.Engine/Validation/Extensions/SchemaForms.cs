using PolyK8s.Engine.Manifests;

namespace PolyK8s.Engine.Validation.Extensions;

/// <summary>A schema as the server reads it from JSON.</summary>
/// <remarks>Mirrors the decoding of <c>JSONSchemaProps</c>: a null among the properties or in a list of schemas is an empty schema.</remarks>
internal static class SchemaForms
{
    private static readonly string[] Maps = ["properties", "patternProperties", "definitions"];
    private static readonly string[] Lists = ["allOf", "anyOf", "oneOf"];

    /// <summary>The schema, with an empty schema for each null that stands for one. Unchanged parts are shared.</summary>
    public static ManifestNode Decoded(ManifestNode schema) => schema.Kind switch
    {
        NodeKind.Null => ManifestNode.Object([], schema.Place),
        NodeKind.Object => ManifestNode.Object([.. schema.Members.Select(member => member with { Value = Part(member.Name, member.Value) })], schema.Place),
        _ => schema,
    };

    private static ManifestNode Part(string name, ManifestNode value) =>
        Maps.Contains(name) && value.Kind == NodeKind.Object ? ManifestNode.Object([.. value.Members.Select(member => member with { Value = Decoded(member.Value) })], value.Place)
        : Lists.Contains(name) && value.Kind == NodeKind.Array ? ManifestNode.Array([.. value.Items.Select(Decoded)], value.Place)
        : name is "items" or "not" or "additionalProperties" && value.Kind == NodeKind.Object ? Decoded(value)
        : value;
}
