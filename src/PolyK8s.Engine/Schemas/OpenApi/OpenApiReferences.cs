using System.Collections.Immutable;
using PolyK8s.Engine.Manifests;

namespace PolyK8s.Engine.Schemas.OpenApi;

/// <summary>The named schemas of OpenAPI documents, and what their references lead to.</summary>
internal sealed class OpenApiReferences
{
    private const string Here = "#/components/schemas/";

    private readonly Dictionary<string, OpenApiSchema> _schemas = new(StringComparer.Ordinal);
    private readonly List<ManifestFault> _faults = [];

    /// <summary>What could not be read, one each.</summary>
    public ImmutableArray<ManifestFault> Faults => [.. _faults];

    /// <summary>The schemas by their names.</summary>
    public IReadOnlyDictionary<string, OpenApiSchema> All => _schemas;

    /// <summary>Takes in a schema; every document repeats the shared ones, so the first of a name stays.</summary>
    public void Add(string name, ManifestNode schema, string file) => _schemas.TryAdd(name, new(schema, file));

    /// <summary>The reference of a schema: its own, or the one it wraps to give it a default; null when it has none.</summary>
    public static ManifestNode? Of(ManifestNode schema) =>
        new[] { schema }.Concat(schema.ItemsAt("allOf")).Select(s => s["$ref"]).FirstOrDefault(r => r is { Kind: NodeKind.String });

    /// <summary>The name a reference gives.</summary>
    public static string NameOf(ManifestNode reference) =>
        reference.Text.StartsWith(Here, StringComparison.Ordinal) ? reference.Text[Here.Length..] : reference.Text;

    /// <summary>The schema behind a reference, through those that are nothing but a reference themselves; null with a fault when there is none.</summary>
    public OpenApiSchema? Follow(ManifestNode reference, string file)
    {
        var (seen, way) = (new HashSet<string>(StringComparer.Ordinal), new List<string>());
        while (seen.Add(NameOf(reference)))
        {
            if (!_schemas.TryGetValue(NameOf(reference), out var schema))
            {
                Fault(file, reference.Place, $"`$ref` names `{reference.Text}`, which no document has");
                return null;
            }

            if (schema.Node["type"] is not null || Of(schema.Node) is not { } next)
            {
                return schema;
            }

            way.Add(NameOf(reference));
            (reference, file) = (next, schema.File);
        }

        // The way into the circle is no part of it.
        var circle = way.SkipWhile(name => name != NameOf(reference)).Append(NameOf(reference));
        Fault(file, reference.Place, $"`$ref` leads in a circle and to no schema: {string.Join(" → ", circle.Select(name => $"`{name}`"))}");
        return null;
    }

    /// <summary>Notes a fault.</summary>
    public void Fault(string file, Place place, string problem) => _faults.Add(new(file, 0, place, problem));
}
