using PolyK8s.Engine.Kernels;
using PolyK8s.Engine.Lifecycles;
using PolyK8s.Engine.Lifecycles.Workloads;
using PolyK8s.Engine.Manifests;

namespace PolyK8s.Engine.Rollouts;

/// <summary>A Deployment, StatefulSet or DaemonSet as the machine of a rollout sees it.</summary>
/// <param name="Manifest">The object.</param>
/// <param name="State">What it is doing.</param>
/// <param name="Moment">The Pods it has and the bounds it keeps.</param>
/// <param name="MaxSurge">How many Pods more there may be, as written.</param>
/// <param name="MaxUnavailable">How many fewer, as written.</param>
public sealed record RolloutWorkload(Manifest Manifest, WorkloadState State, RolloutMoment Moment, PodBound MaxSurge, PodBound MaxUnavailable)
{
    private static readonly PodBound Nothing = new(0, IsPercent: false);

    /// <summary>The strategy type as written or as the API server fills it in: RollingUpdate, Recreate or OnDelete.</summary>
    public string StrategyType =>
        Manifest.Root.TextAt("spec", Manifest.Kind == "Deployment" ? "strategy" : "updateStrategy", "type") ?? "RollingUpdate";

    /// <summary>Whether objects of a kind roll out.</summary>
    public static bool Rolls(Manifest manifest) => manifest is { Group: "apps", Kind: "Deployment" or "StatefulSet" or "DaemonSet" };

    /// <summary>Reads an object; a line that says why not where the machine cannot count with it.</summary>
    public static (RolloutWorkload? Workload, string? Problem) Read(Manifest manifest)
    {
        if (!Rolls(manifest))
        {
            return (null, $"`{manifest.Kind}` does not roll out; Deployments, StatefulSets and DaemonSets of apps/v1 do");
        }

        var fields = new GoFields(manifest.Root);
        var workload = manifest.Kind switch
        {
            "Deployment" => OfDeployment(manifest, DeploymentFields.Of(fields)),
            "StatefulSet" => OfStatefulSet(manifest, StatefulSetFields.Of(fields)),
            _ => OfDaemonSet(manifest, DaemonSetFields.Of(fields)),
        };
        return fields.Problem is { } problem ? (null, $"the object cannot be read: {problem}")
            : workload is null ? (null, "maxSurge, maxUnavailable or partition is neither a number of Pods nor a percentage")
            : !RolloutMachine.Accepts(workload.Moment) ? (null, "the counts are negative, or larger than any cluster")
            : (workload, null);
    }

    /// <summary>The same workload with another number of replicas asked for, and the bounds that follow from it.</summary>
    public RolloutMoment Wanting(long replicas)
    {
        if (Moment.Strategy != RolloutStrategy.RollingUpdate)
        {
            return Moment with { Wanted = replicas, Unavailable = replicas };
        }

        var (surge, unavailable) = RolloutMachine.Fenceposts(MaxSurge, MaxUnavailable, replicas);
        return Moment with { Wanted = replicas, Surge = surge, Unavailable = unavailable };
    }

    private static RolloutWorkload? OfDeployment(Manifest manifest, DeploymentFields d)
    {
        var rolling = manifest.Root.At("spec", "strategy", "rollingUpdate");
        var (surge, missing) = (BoundOf(rolling?["maxSurge"], PodBound.Default), BoundOf(rolling?["maxUnavailable"], PodBound.Default));
        var wanted = d.Replicas ?? 1;
        if (surge is null || missing is null || wanted < 0)
        {
            return wanted < 0 ? new(manifest, WorkloadState.Observing, Counted(RolloutStrategy.RollingUpdate, wanted, 0, 0, 0), Nothing, Nothing) : null;
        }

        var recreate = manifest.Root.TextAt("spec", "strategy", "type") == "Recreate";
        var counted = Counted(recreate ? RolloutStrategy.Recreate : RolloutStrategy.RollingUpdate, wanted, d.Existing, d.Updated, d.Available);
        var (most, fewest) = recreate ? (0, wanted) : RolloutMachine.Fenceposts(surge.Value, missing.Value, wanted);
        return new(manifest, WorkloadStates.Of(d), counted with { Surge = most, Unavailable = fewest, Settled = d.Progress == "NewReplicaSetAvailable" && d.Existing == d.Updated }, surge.Value, missing.Value);
    }

    private static RolloutWorkload OfStatefulSet(Manifest manifest, StatefulSetFields s)
    {
        var wanted = s.Replicas ?? 1;
        var updated = s.CurrentRevision == s.UpdateRevision ? s.Existing : s.Updated;
        var kept = s.Strategy == "OnDelete" ? RolloutMachine.Most : s.Partition ?? 0;
        var counted = Counted(RolloutStrategy.OneByOne, wanted, s.Existing, updated, s.Ready);
        return new(manifest, WorkloadStates.Of(s), counted with { Kept = kept, Unavailable = Math.Max(0, wanted), Settled = s.CurrentRevision == s.UpdateRevision }, Nothing, new(1, IsPercent: false));
    }

    private static RolloutWorkload? OfDaemonSet(Manifest manifest, DaemonSetFields d)
    {
        var rolling = manifest.Root.At("spec", "updateStrategy", "rollingUpdate");
        if (BoundOf(rolling?["maxUnavailable"], new(1, IsPercent: false)) is not { } missing || BoundOf(rolling?["maxSurge"], Nothing) is not { } surge)
        {
            return null;
        }

        var counted = Counted(RolloutStrategy.InPlace, d.Desired, d.Current, d.Updated, d.Available);
        var room = d.Desired < 0 || d.Strategy == "OnDelete" ? 0 : Math.Min(RolloutMachine.Resolved(missing, d.Desired, up: true), d.Desired);
        return new(manifest, WorkloadStates.Of(d), counted with { Unavailable = room, Settled = d.Updated >= d.Current }, surge, missing);
    }

    // A status says how many Pods are available, not of which template: the youngest are taken for those that are not.
    private static RolloutMoment Counted(RolloutStrategy strategy, long wanted, long there, long updated, long available)
    {
        var (young, old) = (Math.Min(updated, there), Math.Max(0, there - updated));
        var unready = Math.Max(0, there - available);
        var unreadyYoung = Math.Min(young, unready);
        var unreadyOld = Math.Min(old, unready - unreadyYoung);
        return new(strategy, wanted, 0, 0, new(old - unreadyOld, unreadyOld), new(young - unreadyYoung, unreadyYoung), Settled: false);
    }

    private static PodBound? BoundOf(ManifestNode? node, PodBound otherwise) => node is null or { Kind: NodeKind.Null } ? otherwise : PodBound.Of(node);
}
