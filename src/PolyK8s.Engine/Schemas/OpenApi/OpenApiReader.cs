using System.Collections.Immutable;
using PolyK8s.Engine.Manifests;

namespace PolyK8s.Engine.Schemas.OpenApi;

/// <summary>Reads the documents an API server answers at <c>/openapi/v3</c> into a pack of its built-in kinds.</summary>
/// <remarks>Kinds of CustomResourceDefinitions are left out: their definitions say more than the document does.</remarks>
public sealed class OpenApiReader
{
    private readonly SchemaTableBuilder _builder = new();
    private readonly Dictionary<string, int> _named = new(StringComparer.Ordinal);
    private readonly Dictionary<string, ManifestNode> _schemas = new(StringComparer.Ordinal);
    private readonly Dictionary<(string, string, string), (string Plural, bool Namespaced)> _resources = [];
    private readonly List<string> _faults = [];

    /// <summary>What could not be read, one line each.</summary>
    public ImmutableArray<string> Faults => [.. _faults];

    /// <summary>Takes in one document.</summary>
    public void Add(ManifestNode document)
    {
        foreach (var schema in document.At("components", "schemas")?.Members ?? [])
        {
            _schemas.TryAdd(schema.Name, schema.Value);
        }

        foreach (var path in document["paths"]?.Members ?? [])
        {
            if (path.Value.At("post", "x-kubernetes-group-version-kind") is { } kind && !path.Name.Contains("{name}", StringComparison.Ordinal))
            {
                _resources[KeyOf(kind)] = (path.Name[(path.Name.LastIndexOf('/') + 1)..], path.Name.Contains("{namespace}", StringComparison.Ordinal));
            }
        }
    }

    /// <summary>The pack of everything taken in.</summary>
    /// <param name="minor">The server's minor, 36 of 1.36.</param>
    public SchemaPack Pack(int minor)
    {
        var roots = new List<((string Group, string Version, string Kind) Key, int Root)>();
        foreach (var (name, schema) in _schemas.Where(s => s.Key.StartsWith("io.k8s.", StringComparison.Ordinal)))
        {
            if (schema.ItemsAt("x-kubernetes-group-version-kind") is [var kind])
            {
                roots.Add((KeyOf(kind), Named(name)));
            }
        }

        var table = _builder.Build();
        return new(minor, [.. roots.DistinctBy(r => r.Key).Select(r => new KindSchema(
            r.Key.Group, r.Key.Version, r.Key.Kind,
            _resources.TryGetValue(r.Key, out var resource) ? resource.Plural : "", resource.Namespaced, table, r.Root))]);
    }

    private static (string, string, string) KeyOf(ManifestNode kind) => (kind.TextAt("group") ?? "", kind.TextAt("version") ?? "", kind.TextAt("kind") ?? "");

    private int Named(string name)
    {
        if (_named.TryGetValue(name, out var known))
        {
            return known;
        }

        var index = _named[name] = _builder.Reserve();
        if (_schemas.TryGetValue(name, out var schema))
        {
            _builder.Fill(index, WellKnown(name) ?? Node(schema) with { Name = name[(name.LastIndexOf('.') + 1)..] });
        }
        else
        {
            _faults.Add($"`{name}` is referred to and not there");
        }

        return index;
    }

    private static SchemaNode? WellKnown(string name) => name[(name.LastIndexOf('.') + 1)..] switch
    {
        "Quantity" => BuiltInTypes.Of('q'),
        "Time" => BuiltInTypes.Of('t'),
        "MicroTime" => BuiltInTypes.Of('T'),
        "Duration" => BuiltInTypes.Of('d'),
        "IntOrString" => BuiltInTypes.Of('I'),
        "RawExtension" or "JSON" or "FieldsV1" or "JSONSchemaPropsOrBool" or "JSONSchemaPropsOrArray" or "JSONSchemaPropsOrStringArray" => BuiltInTypes.Of('*'),
        _ => null,
    };

    private int Index(ManifestNode schema) =>
        (schema.TextAt("$ref") ?? schema.ItemsAt("allOf").Select(a => a.TextAt("$ref")).FirstOrDefault()) is { } reference
            ? Named(reference[(reference.LastIndexOf('/') + 1)..])
            : _builder.Add(Node(schema));

    private SchemaNode Node(ManifestNode schema) => schema.TextAt("type") switch
    {
        "boolean" => BuiltInTypes.Of('b'),
        "integer" => BuiltInTypes.Of(schema.TextAt("format") == "int32" ? 'i' : 'l'),
        "number" => BuiltInTypes.Of('n'),
        "string" => Text(schema),
        "array" => Listed(schema),
        "object" when schema["additionalProperties"] is { Kind: NodeKind.Object } values => new(Shape.Map) { Element = Index(values) },
        "object" when schema["properties"] is { } properties => Record(schema, properties),
        "object" => new(Shape.Record),
        _ when schema["oneOf"] is not null => BuiltInTypes.Of('I'),
        _ => BuiltInTypes.Of('*'),
    };

    private static SchemaNode Text(ManifestNode schema) => BuiltInTypes.Of(schema.TextAt("format") switch
    {
        "date-time" => 't',
        "byte" => 'y',
        "int-or-string" => 'I',
        _ => 's',
    }) with
    {
        Allowed = [.. schema.TextsAt("enum").Where(v => v.Length > 0)],
    };

    private SchemaNode Listed(ManifestNode schema) => new(Shape.List)
    {
        Element = Index(schema["items"] ?? ManifestNode.Object()),
        ListType = schema.TextAt("x-kubernetes-list-type") switch { "set" => ListType.Set, "map" => ListType.Map, _ => ListType.Atomic },
        Keys = schema.TextsAt("x-kubernetes-list-map-keys"),
    };

    private SchemaNode Record(ManifestNode schema, ManifestNode properties)
    {
        var required = schema.TextsAt("required");
        return new(Shape.Record)
        {
            Fields = [.. properties.Members.Select(p => new SchemaField(p.Name, Index(p.Value), required.Contains(p.Name), p.Value["default"]?.ToString()))],
        };
    }
}
