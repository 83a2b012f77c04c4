using PolyK8s.Engine.Manifests;

namespace PolyK8s.Cluster.Reflecting;

/// <summary>Leaves the descriptions out of a schema: they are most of it, and nobody judges by them.</summary>
internal static class SlimSchema
{
    /// <summary>The schema as it is judged by. A field that is called <c>description</c> stays.</summary>
    public static ManifestNode Of(ManifestNode schema) => schema.Kind switch
    {
        NodeKind.Object => ManifestNode.Object([.. schema.Members.Where(m => m.Name is not ("description" or "externalDocs" or "example")).Select(m => m with { Value = Inside(m) })]),
        NodeKind.Array => ManifestNode.Array([.. schema.Items.Select(Of)]),
        _ => schema,
    };

    // Names of fields are no words of the schema, and a value is none either.
    private static ManifestNode Inside(ManifestMember member) => member.Name switch
    {
        "properties" or "patternProperties" or "definitions" when member.Value.Kind == NodeKind.Object => ManifestNode.Object([.. member.Value.Members.Select(m => m with { Value = Of(m.Value) })]),
        "openAPIV3Schema" or "items" or "additionalProperties" or "not" or "allOf" or "anyOf" or "oneOf" => Of(member.Value),
        _ => member.Value,
    };
}
