using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Schema;
using System.Text.Json.Serialization.Metadata;

namespace PolyK8s.Mcp.Tools;

/// <summary>The JSON Schema of an answer, read from the type that is written, so that the two cannot part.</summary>
internal static class OutputSchema
{
    private static readonly JsonSchemaExporterOptions Exactly = new() { TreatNullObliviousAsNonNullable = true, TransformSchemaNode = Closed };

    /// <summary>The schema of what <paramref name="type"/> writes.</summary>
    public static JsonElement Of(JsonTypeInfo type)
    {
        using var schema = JsonDocument.Parse(type.GetJsonSchemaAsNode(Exactly).ToJsonString());
        return schema.RootElement.Clone();
    }

    /// <summary>Objects are closed and whole: no other members, and all that are always written are required.</summary>
    private static JsonObject Closed(JsonSchemaExporterContext context, JsonNode schema)
    {
        if (schema is not JsonObject document)
        {
            // The exporter says `true` where a converter of ours writes any JSON; clients expect an object in that place.
            return new JsonObject();
        }

        if (context.TypeInfo.Kind == JsonTypeInfoKind.Object && document.ContainsKey("properties"))
        {
            var always = context.TypeInfo.Properties.Where(p => p is { Get: not null, ShouldSerialize: null }).Select(p => (JsonNode)p.Name);
            document["required"] = new JsonArray([.. always]);
            document["additionalProperties"] = false;
        }

        // An input's default means nothing in an output, and what is left out when null is never null.
        document.Remove("default");
        if (document.ContainsKey("enum"))
        {
            document["type"] = "string";
        }
        else if (context.PropertyInfo is { ShouldSerialize: not null })
        {
            // Of `["string", "null"]` the type that is written.
            document["type"] = document["type"] switch
            {
                JsonArray types => types.Select(type => type!.GetValue<string>()).First(type => type != "null"),
                JsonValue type => type.GetValue<string>(),
                _ => "object",
            };
        }

        return document;
    }
}
