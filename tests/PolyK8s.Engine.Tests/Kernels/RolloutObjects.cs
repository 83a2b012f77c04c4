using System.Collections.Immutable;
using PolyK8s.Engine.Manifests;
using PolyK8s.Readings;

namespace PolyK8s.Engine.Tests.Kernels;

/// <summary>Objects that carry the facts of a rollout, and every small combination of facts.</summary>
internal static class RolloutObjects
{
    private static readonly int[] Counts = [0, 1, 2];
    private static readonly (long Generation, long Seen)[] Observations = [(0, 0), (1, 0), (1, 1), (2, 1)];
    private static readonly string?[] Reasons = [null, "NewReplicaSetAvailable", "ProgressDeadlineExceeded", "ReplicaSetUpdated"];

    /// <summary>Every combination of small counts and flags, of each kind.</summary>
    public static IEnumerable<RolloutFacts> All() => Deployments().Concat(StatefulSets()).Concat(DaemonSets()).Concat(ReplicaSets());

    /// <summary>An object with these facts.</summary>
    public static Manifest Of(RolloutFacts f) => new(ManifestNode.Object(
        ("apiVersion", ManifestNode.Of("apps/v1")),
        ("kind", ManifestNode.Of(f.Kind)),
        ("metadata", ManifestNode.Object(
            ("name", ManifestNode.Of("web")),
            ("generation", f.Generation > 0 ? ManifestNode.Of(f.Generation) : null),
            ("deletionTimestamp", f.Deleted ? ManifestNode.Of("2026-01-01T00:00:00Z") : null))),
        ("spec", f.Kind == "DaemonSet" ? ManifestNode.Object(("updateStrategy", ManifestNode.Object(("type", ManifestNode.Of(f.Strategy))))) : Spec(f)),
        ("status", f.Kind == "DaemonSet" ? NodeStatus(f) : Status(f))));

    private static ManifestNode Spec(RolloutFacts f) => ManifestNode.Object(
        ("replicas", f.Wanted is { } wanted ? ManifestNode.Of(wanted) : null),
        ("paused", f.Paused ? ManifestNode.Of(true) : null),
        ("updateStrategy", f.Kind != "StatefulSet" ? null : ManifestNode.Object(
            ("type", ManifestNode.Of(f.Strategy)),
            ("rollingUpdate", f.Partition is { } partition ? ManifestNode.Object(("partition", ManifestNode.Of(partition))) : null))));

    private static ManifestNode Status(RolloutFacts f) => ManifestNode.Object(
        ("observedGeneration", f.Seen > 0 ? ManifestNode.Of(f.Seen) : null),
        ("replicas", ManifestNode.Of(f.There)),
        ("updatedReplicas", ManifestNode.Of(f.New)),
        ("readyReplicas", ManifestNode.Of(f.Ready)),
        ("availableReplicas", ManifestNode.Of(f.Available)),
        ("currentReplicas", ManifestNode.Of(f.There)),
        ("currentRevision", ManifestNode.Of("one")),
        ("updateRevision", ManifestNode.Of(f.Same ? "one" : "two")),
        ("conditions", ManifestNode.Array(Conditions(f))));

    private static ManifestNode NodeStatus(RolloutFacts f) => ManifestNode.Object(
        ("observedGeneration", f.Seen > 0 ? ManifestNode.Of(f.Seen) : null),
        ("desiredNumberScheduled", ManifestNode.Of(f.Wanted ?? 0)),
        ("currentNumberScheduled", ManifestNode.Of(f.There)),
        ("updatedNumberScheduled", ManifestNode.Of(f.New)),
        ("numberReady", ManifestNode.Of(f.Ready)),
        ("numberAvailable", ManifestNode.Of(f.Available)));

    private static ImmutableArray<ManifestNode> Conditions(RolloutFacts f) =>
    [
        .. f.Reason is null ? [] : new[] { Condition("Progressing", "True", f.Reason) },
        .. f.Kind == "Deployment" && f.Available > 0 ? new[] { Condition("Available", "True", "MinimumReplicasAvailable") } : [],
        .. f.Failure ? new[] { Condition("ReplicaFailure", "True", "FailedCreate") } : [],
    ];

    private static ManifestNode Condition(string type, string status, string reason) =>
        ManifestNode.Object(("type", ManifestNode.Of(type)), ("status", ManifestNode.Of(status)), ("reason", ManifestNode.Of(reason)));

    private static IEnumerable<RolloutFacts> Deployments() =>
        from wanted in new int?[] { null, 0, 1, 2 }
        from there in Counts
        from updated in Counts
        from available in Counts
        from seen in Observations
        from reason in Reasons
        from flags in Enumerable.Range(0, 8)
        select new RolloutFacts("Deployment", wanted, there, updated, Math.Min(2, available + (flags & 1)), available, seen.Generation, seen.Seen, reason,
            Paused: flags == 3, Deleted: flags == 5, Failure: flags >= 6);

    private static IEnumerable<RolloutFacts> StatefulSets() =>
        from wanted in new int?[] { null, 0, 1, 2 }
        from there in Counts
        from updated in Counts
        from ready in Counts
        from seen in Observations
        from strategy in new[] { "RollingUpdate", "OnDelete", "Other" }
        from partition in new int?[] { null, 0, 1, 3 }
        from same in new[] { true, false }
        from deleted in new[] { true, false }
        select new RolloutFacts("StatefulSet", wanted, there, updated, ready, ready, seen.Generation, seen.Seen, null, strategy, partition, same, Deleted: deleted);

    private static IEnumerable<RolloutFacts> DaemonSets() =>
        from wanted in Counts
        from there in Counts
        from updated in Counts
        from available in Counts
        from seen in Observations
        from strategy in new[] { "RollingUpdate", "OnDelete" }
        from deleted in new[] { true, false }
        select new RolloutFacts("DaemonSet", wanted, there, updated, available, available, seen.Generation, seen.Seen, null, strategy, Deleted: deleted);

    private static IEnumerable<RolloutFacts> ReplicaSets() =>
        from wanted in new int?[] { null, 0, 1, 2 }
        from there in Counts
        from available in Counts
        from seen in Observations
        from failure in new[] { true, false }
        select new RolloutFacts("ReplicaSet", wanted, there, there, available, available, seen.Generation, seen.Seen, Failure: failure);
}
