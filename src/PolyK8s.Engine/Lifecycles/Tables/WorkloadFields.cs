using System.Collections.Immutable;
using PolyK8s.Engine.Kernels;
using PolyK8s.Engine.Manifests;
using static PolyK8s.Engine.Lifecycles.StateLevel;

namespace PolyK8s.Engine.Lifecycles.Tables;

/// <summary>What the tables of workloads share: the state is decided by the kernel of workloads.</summary>
internal static class WorkloadFields
{
    /// <summary>The state in the kernel's word, the generations, and the replicas asked for.</summary>
    public static ImmutableArray<FieldSource> Of(params ImmutableArray<FieldSource> more) =>
        [FieldSource.Of("workload", (m, _) => WorkloadStates.Of(m) is { } state ? ManifestNode.Of(state.ToString()) : null), .. Common.Fields, .. more];

    /// <summary>A status that was never written, or not since the spec changed.</summary>
    public static ImmutableArray<TableRow> Observing { get; } =
    [
        new("workload = Observing & !observed?", "Observing", "NotObserved", "the controller has not looked at it yet"),
        new("workload = Observing", "Observing", "GenerationNotObserved", "generation {generation} is not observed yet, only {observed}"),
    ];

    /// <summary>How the states are meant.</summary>
    public static StateLevel LevelOf(string state) => state switch
    {
        "Available" => Settled,
        "Paused" => Held,
        "Stalled" or "ReplicaFailure" => Failing,
        _ => Underway,
    };

    /// <summary>States of which each may follow each other.</summary>
    public static ImmutableArray<TableState> Each(params string[] names) =>
        [.. names.Select(name => new TableState(name, LevelOf(name), [.. names.Where(other => other != name)]))];
}
