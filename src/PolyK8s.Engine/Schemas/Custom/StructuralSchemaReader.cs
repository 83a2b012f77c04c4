using System.Collections.Immutable;
using PolyK8s.Engine.Manifests;

namespace PolyK8s.Engine.Schemas.Custom;

/// <summary>Reads the structural schema of a CustomResourceDefinition into a table.</summary>
/// <remarks>
/// Mirrors what k8s.io/apiextensions-apiserver does to an object, in its order: nulls of fields that may not be null are dropped,
/// defaults fill what is absent, fields no schema declares are refused under strict validation, then the values are checked.
/// Recursion follows the document of the schema, whose depth the manifest reader bounds.
/// </remarks>
/// <param name="builtIn">The built-in kinds, for the schema of <c>metadata</c>.</param>
/// <param name="isExtra">Whether the schema stands beside that of a kind: then what it does not declare is none of its business.</param>
internal sealed class StructuralSchemaReader(SchemaPack builtIn, bool isExtra = false)
{
    private readonly SchemaTableBuilder _builder = new();
    private readonly List<string> _faults = [];
    private readonly Dictionary<int, int> _imported = [];
    private SchemaTable? _table;

    /// <summary>The table, once everything is read.</summary>
    public SchemaTable Table => _table ??= _builder.Build();

    /// <summary>What could not be read.</summary>
    public ImmutableArray<string> Faults => [.. _faults];

    /// <summary>Whether any part has expressions.</summary>
    public bool HasExpressions { get; private set; }

    /// <summary>Reads the schema of whole objects; null (no schema) leaves everything open.</summary>
    public int ReadRoot(ManifestNode? schema)
    {
        if (schema is null)
        {
            _faults.Add("there is no schema");
            return _builder.Add(new(Shape.Anything));
        }

        return Read(schema, "openAPIV3Schema", objectItself: true, dropsNull: false);
    }

    /// <summary>Reads a schema that restricts objects of a kind and declares nothing.</summary>
    public int ReadExtra(ManifestNode schema, string path) => Read(schema, path, objectItself: false, dropsNull: true);

    /// <summary>The schema of a value, a default for instance, that is no whole object.</summary>
    public static KindSchema OfValue(ManifestNode schema)
    {
        var reader = new StructuralSchemaReader(SchemaPack.Newest);
        var root = reader.Read(schema, "", objectItself: false, dropsNull: false);
        return new("", "", "", "", false, reader.Table, root) { IsCustom = true };
    }

    /// <param name="schema">The schema.</param>
    /// <param name="path">Where it is in the definition.</param>
    /// <param name="objectItself">Whether it describes a whole object with apiVersion, kind and metadata.</param>
    /// <param name="dropsNull">Whether the server drops a null here before it validates.</param>
    private int Read(ManifestNode schema, string path, bool objectItself, bool dropsNull)
    {
        HasExpressions |= schema.ItemsAt("x-kubernetes-validations").Length > 0;
        if (schema.TextAt("$ref") is { } reference)
        {
            _faults.Add($"{path}: a structural schema has no `$ref`, found `{reference}`");
        }

        var embedded = objectItself || Is(schema, "x-kubernetes-embedded-resource");
        var node = Shaped(schema, path, embedded) with
        {
            Nullable = dropsNull || Is(schema, "nullable"),
            Closed = true,
            Check = ValueChecks.Of(schema, path, _faults) is { } check ? isExtra ? check : FilledCheck.Of(check, schema) : null,
        };
        return _builder.Add(node);
    }

    private SchemaNode Shaped(ManifestNode schema, string path, bool embedded) => Is(schema, "x-kubernetes-int-or-string")
        ? new(Shape.IntegerOrString) { Size = IntegerSize.Unnamed }
        : schema.TextAt("type") switch
        {
            "boolean" => new(Shape.Boolean),
            "integer" => new(Shape.Integer) { Size = schema.TextAt("format") switch { "int32" => IntegerSize.Int32, "int64" => IntegerSize.Int64, _ => IntegerSize.Unnamed } },
            "number" => new(Shape.Number),
            "string" => new(Shape.String) { Allowed = schema.TextsAt("enum") },
            "array" => Listed(schema, path),
            "object" => Recorded(schema, path, embedded),
            null or "" => new(Shape.Anything),
            var other => Unreadable($"{path}: `{other}` is no type; use `object`, `array`, `string`, `integer`, `number` or `boolean`"),
        };

    private SchemaNode Unreadable(string fault)
    {
        _faults.Add(fault);
        return new(Shape.Anything);
    }

    private SchemaNode Listed(ManifestNode schema, string path) => new(Shape.List)
    {
        Element = schema["items"] is { } items ? Read(items, $"{path}.items", objectItself: false, dropsNull: false) : _builder.Add(new(Shape.Anything)),
        ListType = schema.TextAt("x-kubernetes-list-type") switch { "set" => ListType.Set, "map" => ListType.Map, _ => ListType.Atomic },
        Keys = schema.TextsAt("x-kubernetes-list-map-keys"),
    };

    private SchemaNode Recorded(ManifestNode schema, string path, bool embedded)
    {
        if (schema["additionalProperties"] is { Kind: NodeKind.Object } values)
        {
            return new(Shape.Map) { Element = Read(values, $"{path}.additionalProperties", objectItself: false, dropsNull: true) };
        }

        var required = schema.TextsAt("required");
        var fields = (schema["properties"]?.Members ?? [])
            .Where(p => !embedded || p.Name is not ("apiVersion" or "kind" or "metadata"))
            .Select(p => new SchemaField(p.Name, Read(p.Value, $"{path}.properties[{p.Name}]", objectItself: false, dropsNull: true), required.Contains(p.Name) && p.Value["default"] is null, p.Value["default"]?.ToString())
            {
                NullCounts = Is(p.Value, "nullable"),
            })
            .ToList();
        return new(Shape.Record)
        {
            Fields = [.. embedded ? [.. ObjectFields(), .. fields] : fields, .. Undeclared(required, fields, embedded)],
            Open = isExtra || Is(schema, "x-kubernetes-preserve-unknown-fields") || schema["additionalProperties"] is { Kind: NodeKind.Boolean, Text: "true" },
        };
    }

    /// <summary>A name that is required and not declared: it can only be met by a record that keeps unknown fields.</summary>
    private IEnumerable<SchemaField> Undeclared(ImmutableArray<string> required, List<SchemaField> fields, bool embedded) =>
        required
            .Where(r => fields.TrueForAll(f => f.Name != r) && !(embedded && r is "apiVersion" or "kind" or "metadata"))
            .Select(r => new SchemaField(r, _builder.Shared("anything", () => new(Shape.Anything)), Required: true));

    private IEnumerable<SchemaField> ObjectFields()
    {
        var text = _builder.Shared("text", () => new(Shape.String));
        yield return new("apiVersion", text, Required: true);
        yield return new("kind", text, Required: true);
        if (builtIn.Find("", "v1", "ConfigMap") is { } any && any.Table[any.Root].Fields.FirstOrDefault(f => f.Name == "metadata") is { } metadata)
        {
            yield return metadata with { Schema = _builder.Import(any.Table, metadata.Schema, _imported), Required = false };
        }
    }

    private static bool Is(ManifestNode schema, string name) => schema[name] is { Kind: NodeKind.Boolean, Text: "true" };
}
