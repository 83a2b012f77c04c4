using System.Collections.Immutable;
using static PolyK8s.Engine.Lifecycles.StateLevel;

namespace PolyK8s.Engine.Lifecycles.Tables;

/// <summary>What tables of kinds with conditions share: whether the controller has seen the newest spec, and the two conditions every controller may write.</summary>
internal static class Common
{
    /// <summary>The fields.</summary>
    public static ImmutableArray<FieldSource> Fields { get; } = [new("generation", "metadata.generation"), new("observed", "status.observedGeneration")];

    /// <summary>The rows, before those of the kind.</summary>
    public static ImmutableArray<TableRow> Rows { get; } =
    [
        new("observed < generation", "Observing", "GenerationNotObserved", "generation {generation} is not observed yet, only {observed}"),
        new("observed > generation", "Observing", "GenerationAhead", "generation {observed} is observed, and there is only {generation}"),
        new("Stalled=True", "Stalled", "{Stalled.reason}", "{Stalled.message}"),
        new("Reconciling=True", "Reconciling", "{Reconciling.reason}", "{Reconciling.message}"),
    ];

    /// <summary>What no status says.</summary>
    public static ImmutableArray<Invariant> Invariants { get; } =
        [new("observed > generation", "more generations observed than there are", "status.observedGeneration"), new("observed < 0", "negative generation", "status.observedGeneration")];

    /// <summary>The states, from and to all others.</summary>
    public static ImmutableArray<TableState> States(params ImmutableArray<TableState> own)
    {
        string[] shared = ["Observing", "Stalled", "Reconciling"];
        return
        [
            .. own.Select(s => s.Level == Ended ? s : s with { Next = [.. s.Next, .. shared] }),
            .. shared.Select(name => new TableState(name, name == "Stalled" ? Failing : Underway, [.. own.Select(s => s.Name), .. shared.Where(other => other != name)])),
        ];
    }

    /// <summary>Counts that are never negative.</summary>
    public static ImmutableArray<Invariant> NotNegative(params (string Field, string Path)[] counts) =>
        [.. counts.Select(c => new Invariant($"{c.Field} < 0", "negative count", c.Path))];
}
