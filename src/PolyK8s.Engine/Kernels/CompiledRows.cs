using System.Collections.Immutable;
using System.Globalization;
using PolyK8s.Engine.Lifecycles;
using PolyK8s.Engine.Manifests;
using PolyK8s.Kernels.Lifecycle;

namespace PolyK8s.Engine.Kernels;

/// <summary>Rows as the kernel reads them: the first that is met decides, and says so.</summary>
internal sealed class CompiledRows
{
    private readonly ImmutableArray<FieldSource> _fields;
    private readonly ImmutableArray<TableRow> _outcomes;
    private readonly _IRows _rows;

    /// <summary>Reads rows.</summary>
    public CompiledRows(IEnumerable<FieldSource> fields, ImmutableArray<TableRow> rows)
    {
        var reader = new RowReader(fields);
        _rows = reader.Rows(rows, out _outcomes);
        _fields = reader.Fields;
    }

    /// <summary>What the rows say of an object, and the condition a walk stopped at; null when no row is met.</summary>
    public (ObjectState State, ObjectCondition? Walked)? Decide(Manifest manifest, DateTimeOffset now)
    {
        var (values, conditions) = (Values(manifest, now), ObjectConditions.Of(manifest));
        var answer = _rows.Decide(Facts(values, conditions));
        if (answer.is_Nothing)
        {
            return null;
        }

        var row = _outcomes[answer.dtor_outcome];
        var walked = answer.dtor_condition >= 0 ? conditions[answer.dtor_condition] : null;
        string Fill(string template) => MessageText.Fill(template, manifest.Kind, name => Value(values, name), type => Condition(conditions, walked, type));
        return (new(row.State, Fill(row.Reason), Fill(row.Message), conditions), walked);
    }

    /// <summary>The state the rows say of an object, without its reason and message; null when no row is met.</summary>
    public string? WordFor(Manifest manifest, DateTimeOffset now) =>
        _rows.Decide(Facts(Values(manifest, now), ObjectConditions.Of(manifest))) is { is_Nothing: false } answer ? _outcomes[answer.dtor_outcome].State : null;

    /// <summary>What the kernel may look at.</summary>
    internal static _IFacts Facts(ManifestNode?[] values, ImmutableArray<ObjectCondition> conditions) => PolyK8s.Kernels.Lifecycle.Facts.create(
        Dafny.Sequence<_IValue>.FromArray([.. values.Select(TableBorder.Value)]),
        Dafny.Sequence<_ICondition>.FromArray([.. conditions.Select(c => PolyK8s.Kernels.Lifecycle.Condition.create(c.Type, c.Status, c.Reason))]));

    private static ObjectCondition? Condition(ImmutableArray<ObjectCondition> conditions, ObjectCondition? walked, string type) => type switch
    {
        "condition" => walked,
        "last" => conditions.LastOrDefault(),
        _ => conditions.FirstOrDefault(c => c.Type == type),
    };

    private ManifestNode?[] Values(Manifest manifest, DateTimeOffset now) => [.. _fields.Select(f => f.Read(manifest, now))];

    private ManifestNode? Value(ManifestNode?[] values, string name)
    {
        for (var i = 0; i < _fields.Length; i++)
        {
            if (_fields[i].Name == name)
            {
                return values[i];
            }
        }

        throw new FormatException(string.Create(CultureInfo.InvariantCulture, $"a message names `{name}`, and there is no such field"));
    }
}
