using System.Text.Json.Nodes;
using PolyK8s.Engine.Schemas;

namespace PolyK8s.Engine.Tests.Schemas;

/// <summary>Writes a kind of a pack as a JSON Schema document, for a validator that is not ours.</summary>
internal static class SchemaDocument
{
    /// <summary>The document of a kind, its types in <c>definitions</c>.</summary>
    public static string Of(KindSchema kind)
    {
        var definitions = new JsonObject();
        var open = new Stack<int>([kind.Root]);
        while (open.TryPop(out var index))
        {
            if (index >= 0 && !definitions.ContainsKey($"n{index}"))
            {
                var node = kind.Table[index];
                definitions[$"n{index}"] = Nullable(Written(node));
                open.Push(node.Element);
                node.Fields.ToList().ForEach(f => open.Push(f.Schema));
            }
        }

        return new JsonObject { ["$ref"] = $"#/definitions/n{kind.Root}", ["definitions"] = definitions }.ToJsonString();
    }

    private static JsonObject Nullable(JsonObject schema) => new() { ["oneOf"] = new JsonArray(new JsonObject { ["type"] = "null" }, schema) };

    private static JsonObject Written(SchemaNode node) => node.Shape switch
    {
        Shape.Boolean => new() { ["type"] = "boolean" },
        Shape.Integer => Sized(node),
        Shape.Number => new() { ["type"] = "number" },
        Shape.String => new() { ["type"] = "string" },
        Shape.IntegerOrString => new() { ["oneOf"] = new JsonArray(Sized(node), new JsonObject { ["type"] = "string" }) },
        Shape.List => new() { ["type"] = "array", ["items"] = Reference(node.Element) },
        Shape.Map => new() { ["type"] = "object", ["additionalProperties"] = Reference(node.Element) },
        Shape.Record => new()
        {
            ["type"] = "object",
            ["properties"] = new JsonObject(node.Fields.Select(f => KeyValuePair.Create<string, JsonNode?>(f.Name, Reference(f.Schema)))),
            ["additionalProperties"] = false,
        },
        _ => new() { ["not"] = new JsonObject { ["type"] = "null" } },
    };

    private static JsonObject Sized(SchemaNode node) => new()
    {
        ["type"] = "integer",
        ["minimum"] = node.Size == IntegerSize.Int32 ? int.MinValue : -9e15,
        ["maximum"] = node.Size == IntegerSize.Int32 ? int.MaxValue : 9e15,
    };

    private static JsonObject Reference(int index) => new() { ["$ref"] = $"#/definitions/n{index}" };
}
