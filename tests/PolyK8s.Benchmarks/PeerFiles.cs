using System.Globalization;
using System.Text.Json.Nodes;
using PolyK8s.Engine.Schemas;

namespace PolyK8s.Benchmarks;

/// <summary>Writes the manifests of a measurement as files, and the schemas of their kinds as other checkers take them.</summary>
/// <remarks>
/// The schemas are written the way kubernetes-json-schema writes its strict, stand-alone ones: everything in place, null
/// beside every type, no other property allowed.
/// </remarks>
internal static class PeerFiles
{
    private const int Manifests = 2_000;

    /// <summary>Writes <c>manifests/</c> and <c>schemas/</c> into a folder.</summary>
    public static void Write(string folder)
    {
        var (manifests, schemas) = (Directory.CreateDirectory(Path.Join(folder, "manifests")).FullName, Directory.CreateDirectory(Path.Join(folder, "schemas")).FullName);
        for (var i = 0; i < Manifests; i++)
        {
            File.WriteAllText(Path.Join(manifests, string.Create(CultureInfo.InvariantCulture, $"{i:0000}.yaml")), EverydayManifests.Text(i));
        }

        foreach (var (group, version, kind, file) in new[] { ("apps", "v1", "Deployment", "deployment-apps-v1"), ("", "v1", "Service", "service-v1"), ("", "v1", "ConfigMap", "configmap-v1") })
        {
            var schema = SchemaPack.Newest.Find(group, version, kind)!;
            File.WriteAllText(Path.Join(schemas, $"{file}.json"), Written(schema.Table, schema.Root).ToJsonString());
        }
    }

    private static JsonObject Written(SchemaTable table, int index)
    {
        if (index < 0)
        {
            return [];
        }

        var node = table[index];
        return node.Shape switch
        {
            Shape.Boolean => OrNull("boolean"),
            Shape.Integer => OrNull("integer"),
            Shape.Number => OrNull("number"),
            Shape.String => OrNull("string"),
            Shape.IntegerOrString => new() { ["oneOf"] = new JsonArray(OrNull("string"), new JsonObject { ["type"] = "integer" }) },
            Shape.List => new() { ["type"] = new JsonArray("array", "null"), ["items"] = Written(table, node.Element) },
            Shape.Map => new() { ["type"] = new JsonArray("object", "null"), ["additionalProperties"] = Written(table, node.Element) },
            Shape.Record => Record(table, node),
            _ => [],
        };
    }

    private static JsonObject Record(SchemaTable table, SchemaNode node)
    {
        var written = OrNull("object");
        written["properties"] = new JsonObject(node.Fields.Select(f => KeyValuePair.Create<string, JsonNode?>(f.Name, Written(table, f.Schema))));
        written["additionalProperties"] = false;
        if (node.Fields.Where(f => f.Required).Select(f => (JsonNode)f.Name).ToArray() is { Length: > 0 } required)
        {
            written["required"] = new JsonArray(required);
        }

        return written;
    }

    private static JsonObject OrNull(string type) => new() { ["type"] = new JsonArray(type, "null") };
}
