using System.Collections.Immutable;
using PolyK8s.Engine.Lifecycles;
using PolyK8s.Engine.Manifests;
using PolyK8s.Kernels.Lifecycle;

namespace PolyK8s.Engine.Kernels;

/// <summary>A table of a lifecycle as the kernel reads it: rows decide states, and states say what may follow.</summary>
internal sealed class CompiledTable
{
    private readonly CompiledRows _rows;
    private readonly _ITable _kernel;
    private readonly ImmutableArray<FieldSource> _fields;
    private readonly ImmutableArray<(Invariant Invariant, _IRow Row)> _never;

    /// <summary>Reads a table.</summary>
    public CompiledTable(LifecycleTable table)
    {
        ImmutableArray<FieldSource> fields = [FieldSource.Word("deleted", "metadata.deletionTimestamp"), .. table.Fields];
        ImmutableArray<TableRow> rows = [new("deleted?", "Terminating", "Deleting", "it is being deleted"), .. table.Rows];
        States = [.. table.States, new("Terminating", StateLevel.Leaving)];
        _rows = new(fields, rows);
        var reader = new RowReader(fields);
        _kernel = TableBorder.Table(States, reader.Rows(rows, row => StateAt(row.State)));
        _never = [.. table.Invariants.Select(i => (i, reader.Never(i)))];
        _fields = reader.Fields;
    }

    /// <summary>The states, the one of being deleted included.</summary>
    public ImmutableArray<TableState> States { get; }

    /// <summary>Whether the kernel accepts the table: every object has a state, ends are ends, and no state is a dead end.</summary>
    public bool IsSound => _kernel.Check(Dafny.Sequence<int>.FromArray([.. StateRanks.Of(States)]));

    /// <summary>The state of an object.</summary>
    public ObjectState StateOf(Manifest manifest, DateTimeOffset now) =>
        _rows.Decide(manifest, now)?.State ?? throw new InvalidOperationException("a table has no last row");

    /// <summary>The word of that state alone.</summary>
    public string WordFor(Manifest manifest, DateTimeOffset now) => _rows.WordFor(manifest, now) ?? throw new InvalidOperationException("a table has no last row");

    /// <summary>What the status says that no status says.</summary>
    public ImmutableArray<Invariant> BrokenBy(Manifest manifest)
    {
        if (_never.IsEmpty)
        {
            return [];
        }

        var facts = CompiledRows.Facts([.. _fields.Select(f => f.Read(manifest, DateTimeOffset.UnixEpoch))], ObjectConditions.Of(manifest));
        return [.. _never.Where(n => n.Row.IsMet(facts)).Select(n => n.Invariant)];
    }

    /// <summary>Whether one state may follow another; staying is always allowed.</summary>
    public bool MayBecome(string from, string to) => _kernel.MayBecome(StateAt(from), StateAt(to));

    /// <summary>The states that may follow, the same one left out.</summary>
    public ImmutableArray<string> Next(string from) => [.. States.Where(s => s.Name != from && MayBecome(from, s.Name)).Select(s => s.Name)];

    private int StateAt(string name)
    {
        for (var i = 0; i < States.Length; i++)
        {
            if (States[i].Name == name)
            {
                return i;
            }
        }

        return -1;
    }
}
