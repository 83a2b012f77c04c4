using System.Collections.Frozen;
using System.Collections.Immutable;
using PolyK8s.Engine.Lifecycles.Tables;

namespace PolyK8s.Engine.Lifecycles;

/// <summary>The table of every kind.</summary>
public static class LifecycleTables
{
    /// <summary>All tables of built-in kinds.</summary>
    public static ImmutableArray<LifecycleTable> All { get; } =
    [
        DeploymentTable.Table, StatefulSetTable.Table, DaemonSetTable.Table, ReplicaSetTable.Table, PodTable.Table, JobTable.Table,
        PolicyTables.CronJobs, PolicyTables.Autoscalers, PolicyTables.Budgets, PolicyTables.Quotas,
        StorageTables.Claims, StorageTables.Volumes, StorageTables.Attachments,
        ClusterTables.Namespaces, ClusterTables.Nodes, ClusterTables.Requests,
        NetworkTables.Services, NetworkTables.Ingresses,
        ApiTables.Definitions, ApiTables.ApiServices, ApiTables.FlowControl, ApiTables.AdmissionPolicies, ApiTables.DeviceClaims,
        OtherTables.Plain, OtherTables.Generic,
    ];

    /// <summary>The kinds of which not every state may follow every other, but for those that only exist or only have conditions.</summary>
    public static ImmutableArray<GroupKind> Ordered { get; } =
        [.. All.Where(t => t != OtherTables.Plain && t != OtherTables.Generic && (t.States.Any(s => s.Next.Length < t.States.Length - 1) || t.Rows.Any(r => r.State == "Terminating"))).SelectMany(t => t.Kinds)];

    private static readonly FrozenDictionary<GroupKind, LifecycleTable> ByKind =
        All.SelectMany(table => table.Kinds.Select(kind => (kind, table))).ToFrozenDictionary(row => row.kind, row => row.table);

    /// <summary>Whether a kind has states of its own.</summary>
    public static bool HasStates(GroupKind kind) => ByKind.TryGetValue(kind, out var table) && table != OtherTables.Plain && table != OtherTables.Generic;

    /// <summary>Whether a kind is built in, and so has a row of its own.</summary>
    public static bool Has(GroupKind kind) => ByKind.ContainsKey(kind);

    /// <summary>The table of a kind; the one of custom resources where there is no other.</summary>
    public static LifecycleTable Of(GroupKind kind) => ByKind.GetValueOrDefault(kind, OtherTables.Generic);
}
