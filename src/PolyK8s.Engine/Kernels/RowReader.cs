using System.Collections.Immutable;
using PolyK8s.Engine.Lifecycles;
using PolyK8s.Engine.Manifests;
using PolyK8s.Kernels.Lifecycle;

namespace PolyK8s.Engine.Kernels;

/// <summary>Turns rows as they are written into rows of the kernel. A number in a row becomes a field that is always this number.</summary>
internal sealed class RowReader(IEnumerable<FieldSource> fields)
{
    private readonly List<FieldSource> _fields = [.. fields];

    /// <summary>The fields, and the numbers among the rows.</summary>
    public ImmutableArray<FieldSource> Fields => [.. _fields];

    /// <summary>Rows whose outcomes are places in <paramref name="outcomes"/>.</summary>
    public _IRows Rows(IEnumerable<TableRow> rows, out ImmutableArray<TableRow> outcomes)
    {
        var said = rows.SelectMany(r => r.Cases.IsEmpty ? [r] : r.Cases).ToImmutableArray();
        outcomes = said;
        return Rows(rows, row => said.IndexOf(row));
    }

    /// <summary>Rows with outcomes of another kind.</summary>
    public _IRows Rows(IEnumerable<TableRow> rows, Func<TableRow, int> outcome) =>
        PolyK8s.Kernels.Lifecycle.Rows.create(Dafny.Sequence<_IRow>.FromArray([.. rows.Select(row => Of(row, outcome))]));

    /// <summary>An invariant as a row that is met when it is broken.</summary>
    public _IRow Never(Invariant invariant) => Of(new(invariant.When, ""), _ => 0);

    private _IRow Of(TableRow row, Func<TableRow, int> outcome) => row.Cases.IsEmpty
        ? Row.create_When(Dafny.Sequence<_ILiteral>.FromArray([.. TestText.Of(row.When).Select(Literal)]), outcome(row))
        : Row.create_Walk(Dafny.Sequence<_ICase>.FromArray([.. row.Cases.Select(c => Case.create(PatternOf(TestText.Of(c.When).Single()), outcome(c)))]));

    private _ILiteral Literal(TestText text) => PolyK8s.Kernels.Lifecycle.Literal.create(
        text.Form switch
        {
            TestForm.IsSet => Test.create_IsSet(Place(text.Left)),
            TestForm.Is => Test.create_Is(Place(text.Left), text.Right),
            TestForm.Less => Test.create_Less(Place(text.Left), Place(text.Right)),
            _ => Test.create_Some(PatternOf(text)),
        },
        text.Negated);

    private static _IPattern PatternOf(TestText text) => Pattern.create(PartOf(text.Left == "*" ? "" : text.Left), PartOf(text.Right), PartOf(text.Reason));

    private static _IPart PartOf(string text) =>
        text.Length == 0 ? Part.create_Any() : text[0] == '!' ? Part.create_But(text[1..]) : Part.create_Exactly(text);

    private int Place(string operand)
    {
        var at = _fields.FindIndex(f => f.Name == operand);
        if (at < 0 && TestText.NumberOf(operand) is { } number)
        {
            _fields.Add(new(operand, Compute: (_, _) => ManifestNode.Of(number)));
            at = _fields.Count - 1;
        }

        return at >= 0 ? at : throw new FormatException($"there is no field `{operand}`");
    }
}
