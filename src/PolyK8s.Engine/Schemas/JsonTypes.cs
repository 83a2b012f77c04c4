using PolyK8s.Engine.Manifests;

namespace PolyK8s.Engine.Schemas;

/// <summary>How types are said in messages: in the words of the API server's decoder.</summary>
internal static class JsonTypes
{
    /// <summary>What a value is.</summary>
    public static string Said(ManifestNode value) => value.Kind switch
    {
        NodeKind.Null => "null",
        NodeKind.Boolean => "bool",
        NodeKind.Integer or NodeKind.Number => "number",
        NodeKind.String => "string",
        NodeKind.Array => "array",
        _ => "object",
    };

    /// <summary>What a schema asks for.</summary>
    public static string Said(SchemaTable table, SchemaNode schema) => schema.Shape switch
    {
        Shape.Boolean => "bool",
        Shape.Integer or Shape.IntegerOrString when schema.Size != IntegerSize.Unnamed => schema.Size == IntegerSize.Int32 ? "int32" : "int64",
        Shape.Integer => "integer",
        Shape.Number => "number",
        Shape.IntegerOrString => "integer or string",
        Shape.List => $"list of {Element(table, schema)}",
        Shape.Map => $"map of {Element(table, schema)}",
        _ when schema.Name.Length > 0 => schema.Name,
        Shape.Record => "object",
        _ => "string",
    };

    private static string Element(SchemaTable table, SchemaNode schema) =>
        schema.Element >= 0 && schema.Element < table.Nodes.Length ? Said(table, table[schema.Element]) : "values";
}
