using System.Collections.Immutable;
using PolyK8s.Engine.Manifests;

namespace PolyK8s.Engine.Schemas.OpenApi;

/// <summary>Reads the documents an API server answers at <c>/openapi/v3</c> into a pack of its kinds.</summary>
/// <remarks>Where a definition of a custom kind is known as well, it goes before the document, which says no more.</remarks>
public sealed class OpenApiReader
{
    private static readonly ImmutableArray<string> OfKubernetes = ["io.k8s.api.", "io.k8s.apimachinery.", "io.k8s.apiextensions-apiserver.", "io.k8s.kube-aggregator."];

    private readonly SchemaTableBuilder _builder = new();
    private readonly Dictionary<string, int> _named = new(StringComparer.Ordinal);
    private readonly OpenApiReferences _schemas = new();
    private readonly Dictionary<(string, string, string), (string Plural, bool Namespaced)> _resources = [];

    // Named schemas wait here until they are read: references may be longer than a call stack.
    private readonly Queue<(int Index, string Name, OpenApiSchema Schema)> _waiting = [];
    private string _file = "";

    /// <summary>What could not be read.</summary>
    public ImmutableArray<ManifestFault> Faults => _schemas.Faults;

    /// <summary>The minor the documents name, 36 of 1.36; null when none does.</summary>
    public int? Minor { get; private set; }

    /// <summary>Takes in one document.</summary>
    /// <param name="document">The document.</param>
    /// <param name="file">The file it is in, for faults.</param>
    public void Add(ManifestNode document, string file = "")
    {
        if (IsIndex(document))
        {
            return;
        }

        if (document.TextAt("openapi")?.StartsWith("3.", StringComparison.Ordinal) != true)
        {
            _schemas.Fault(file, document.Place, "is no document of `/openapi/v3`: its `openapi` is not `3.…`");
            return;
        }

        Minor ??= KubernetesVersion.MinorOf(document.TextAt("info", "version") ?? "");
        foreach (var schema in document.At("components", "schemas")?.Members ?? [])
        {
            _schemas.Add(schema.Name, schema.Value, file);
        }

        foreach (var path in document["paths"]?.Members ?? [])
        {
            if (path.Value.At("post", "x-kubernetes-group-version-kind") is { } kind && !path.Name.Contains("{name}", StringComparison.Ordinal))
            {
                _resources[KeyOf(kind)] = (path.Name[(path.Name.LastIndexOf('/') + 1)..], path.Name.Contains("{namespace}", StringComparison.Ordinal));
            }
        }
    }

    // The answer at /openapi/v3 itself, which names the documents: saved beside them, it adds nothing.
    private static bool IsIndex(ManifestNode document) =>
        document["paths"] is { Members: [_, ..] paths } && paths.All(path => path.Value["serverRelativeURL"] is not null);

    /// <summary>The pack of everything taken in.</summary>
    /// <param name="minor">The server's minor, 36 of 1.36.</param>
    public SchemaPack Pack(int minor)
    {
        var roots = new List<((string Group, string Version, string Kind) Key, int Root)>();
        var custom = new List<((string Group, string Version, string Kind) Key, OpenApiSchema Schema)>();
        foreach (var (name, schema) in _schemas.All.Where(IsKind))
        {
            var key = KeyOf(schema.Node.ItemsAt("x-kubernetes-group-version-kind")[0]);
            if (!IsOfKubernetes(name) && PublishedKinds.StandsAlone(schema.Node))
            {
                custom.Add((key, schema));
            }
            else
            {
                roots.Add((key, Named(ManifestNode.Of(name), schema.File)));
            }
        }

        ReadWaiting();
        var table = _builder.Build();
        return With(custom, new(minor, [.. roots.DistinctBy(r => r.Key).Select(r => new KindSchema(
            r.Key.Group, r.Key.Version, r.Key.Kind,
            _resources.TryGetValue(r.Key, out var resource) ? resource.Plural : "", resource.Namespaced, table, r.Root))]));
    }

    private SchemaPack With(List<((string Group, string Version, string Kind) Key, OpenApiSchema Schema)> custom, SchemaPack builtIn)
    {
        var shared = builtIn.Find("", "v1", "ConfigMap") is null ? SchemaPack.Of(builtIn.Minor) ?? SchemaPack.Newest : builtIn;
        var read = custom.Select(c => PublishedKinds.Read(c.Key, _resources[c.Key], c.Schema, shared, _schemas));
        return custom.Count == 0 ? builtIn : new(builtIn.Minor, [.. builtIn.Kinds.Concat(read).DistinctBy(k => (k.Group, k.Version, k.Kind))]);
    }

    // Of the kinds of others only those whose objects somebody can create: no lists, and nothing that is only read.
    private bool IsKind(KeyValuePair<string, OpenApiSchema> schema) =>
        schema.Value.Node.ItemsAt("x-kubernetes-group-version-kind") is [var kind] && (IsOfKubernetes(schema.Key) || _resources.ContainsKey(KeyOf(kind)));

    private static bool IsOfKubernetes(string name) => OfKubernetes.Any(prefix => name.StartsWith(prefix, StringComparison.Ordinal));

    private void ReadWaiting()
    {
        while (_waiting.TryDequeue(out var next))
        {
            _file = next.Schema.File;
            _builder.Fill(next.Index, WellKnown(next.Name) ?? Node(next.Schema.Node) with { Name = Short(next.Name) });
        }
    }

    private static (string, string, string) KeyOf(ManifestNode kind) => (kind.TextAt("group") ?? "", kind.TextAt("version") ?? "", kind.TextAt("kind") ?? "");

    private static string Short(string name) => name[(name.LastIndexOf('.') + 1)..];

    private int Named(ManifestNode reference, string file)
    {
        var name = OpenApiReferences.NameOf(reference);
        if (_named.TryGetValue(name, out var known))
        {
            return known;
        }

        var index = _named[name] = _builder.Reserve();
        if (_schemas.Follow(reference, file) is { } schema)
        {
            _waiting.Enqueue((index, name, schema));
        }

        return index;
    }

    private static SchemaNode? WellKnown(string name) => Short(name) switch
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
        OpenApiReferences.Of(schema) is { } reference ? Named(reference, _file) : _builder.Add(Node(schema));

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
        null when schema.Kind == NodeKind.Object && schema["type"] is null => BuiltInTypes.Of(schema["oneOf"] is null ? '*' : 'I'),
        _ => Unreadable(schema),
    };

    // Its values are then taken as they are: the fault says that they were not checked.
    private SchemaNode Unreadable(ManifestNode schema)
    {
        var what = schema["type"] ?? schema;
        _schemas.Fault(_file, what.Place, schema["type"] is null ? "a schema is an object" : $"`{what}` is no type; a schema has `object`, `array`, `string`, `integer`, `number` or `boolean`");
        return BuiltInTypes.Of('*');
    }

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
