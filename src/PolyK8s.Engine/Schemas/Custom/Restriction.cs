using System.Collections.Immutable;
using PolyK8s.Engine.Manifests;

namespace PolyK8s.Engine.Schemas.Custom;

/// <summary>A schema below a junctor: it restricts a value and declares nothing.</summary>
internal sealed class Restriction
{
    private readonly string? _type;
    private readonly ImmutableArray<string> _required;
    private readonly ImmutableArray<(string Name, Restriction Value)> _fields;
    private readonly Restriction? _items;
    private readonly Restriction? _values;
    private readonly IValueCheck? _check;

    /// <summary>Reads the schema.</summary>
    /// <param name="schema">The schema.</param>
    /// <param name="path">Where it is in the definition.</param>
    /// <param name="faults">Takes what could not be read.</param>
    public Restriction(ManifestNode schema, string path, List<string> faults)
    {
        _type = schema.TextAt("type");
        _required = schema.TextsAt("required");
        _fields = [.. (schema["properties"]?.Members ?? []).Select(p => (p.Name, new Restriction(p.Value, $"{path}.properties[{p.Name}]", faults)))];
        _items = schema["items"] is { Kind: NodeKind.Object } items ? new(items, $"{path}.items", faults) : null;
        _values = schema["additionalProperties"] is { Kind: NodeKind.Object } values ? new(values, $"{path}.additionalProperties", faults) : null;
        _check = ValueChecks.Of(schema, path, faults);
        if (_type == "string" && schema["enum"] is { Kind: NodeKind.Array } texts)
        {
            _allowed = [.. texts.Items.Select(i => i.Text)];
        }
    }

    private readonly ImmutableArray<string> _allowed = [];

    /// <summary>What is wrong with a value, one line each.</summary>
    public IEnumerable<string> Problems(ManifestNode value)
    {
        if (_type is not null && !Matches(_type, value.Kind))
        {
            return [$"must be of type {_type}: `{JsonTypes.Said(value)}`"];
        }

        return (_allowed.IsEmpty || _allowed.Contains(value.Text, StringComparer.Ordinal) ? [] : new[] { $"supported values: {string.Join(", ", _allowed.Select(a => $"`{a}`"))}" })
            .Concat(value.Kind == NodeKind.Object ? _required.Where(r => value[r] is null or { Kind: NodeKind.Null }).Select(r => $"`{r}` is required") : [])
            .Concat(_fields.SelectMany(f => value[f.Name] is { Kind: not NodeKind.Null } field ? f.Value.Problems(field).Select(p => $"`{f.Name}` {p}") : []))
            .Concat(_items is null ? [] : value.Items.SelectMany(_items.Problems))
            .Concat(_values is null ? [] : value.Members.SelectMany(m => _values.Problems(m.Value)))
            .Concat(_check?.Problems(value) ?? []);
    }

    private static bool Matches(string type, NodeKind kind) => type switch
    {
        "object" => kind == NodeKind.Object,
        "array" => kind == NodeKind.Array,
        "string" => kind == NodeKind.String,
        "boolean" => kind == NodeKind.Boolean,
        "integer" => kind == NodeKind.Integer,
        "number" => kind is NodeKind.Integer or NodeKind.Number,
        _ => true,
    };
}
