using System.Collections.Immutable;
using PolyK8s.Engine.Kernels;

namespace PolyK8s.Engine.Lifecycles;

/// <summary>The lifecycle of some kinds: the states, how they are read from fields, what may follow what, and what never is.</summary>
public sealed class LifecycleTable
{
    private readonly Lazy<CompiledTable> _compiled;

    /// <summary>An empty table.</summary>
    public LifecycleTable() => _compiled = new(() => new(this));

    /// <summary>The kinds.</summary>
    public required ImmutableArray<GroupKind> Kinds { get; init; }

    /// <summary>The fields that are looked at.</summary>
    public ImmutableArray<FieldSource> Fields { get; init; } = [];

    /// <summary>The states, without the one of being deleted.</summary>
    public required ImmutableArray<TableState> States { get; init; }

    /// <summary>The rows; the first whose tests hold decides, and the last holds always.</summary>
    public required ImmutableArray<TableRow> Rows { get; init; }

    /// <summary>What a status never says.</summary>
    public ImmutableArray<Invariant> Invariants { get; init; } = [];

    /// <summary>The table as the kernel reads it.</summary>
    internal CompiledTable Compiled => _compiled.Value;
}
