using System.Collections.Immutable;
using System.Globalization;
using PolyK8s.Engine.Kernels;
using PolyK8s.Engine.Manifests;
using PolyK8s.Engine.Rollouts;
using PolyK8s.Engine.Selectors;

namespace PolyK8s.Engine.Policy;

/// <summary>What may be done to rollouts, and when: <c>RolloutGuard</c> of safety.poly-k8s.io/v1alpha1.</summary>
/// <param name="Name">Its name.</param>
public sealed record RolloutGuard(string Name)
{
    /// <summary>The kind in the API.</summary>
    public static readonly GroupKind GroupKind = new("safety.poly-k8s.io", "RolloutGuard");

    /// <summary>The namespaces, by label; null for all.</summary>
    public LabelSelector? Namespaces { get; init; }

    /// <summary>The workloads, by their own labels; null for all.</summary>
    public LabelSelector? Workloads { get; init; }

    /// <summary>The kinds; empty for all.</summary>
    public ImmutableArray<string> Kinds { get; init; } = [];

    /// <summary>The events that are allowed in a state; in a state that is not named all are.</summary>
    public ImmutableDictionary<string, ImmutableArray<RolloutEvent>> Allowed { get; init; } = ImmutableDictionary<string, ImmutableArray<RolloutEvent>>.Empty;

    /// <summary>Whether one rollout has to be done before the next begins.</summary>
    public bool OneAtATime { get; init; }

    /// <summary>When nothing new is rolled out.</summary>
    public ImmutableArray<FreezeWindow> Freezes { get; init; } = [];

    /// <summary>The most Pods a strategy may let be missing; null for any.</summary>
    public PodBound? MaxUnavailable { get; init; }

    /// <summary>How many of the Pods asked for are to be available before replicas are taken away; null for any.</summary>
    public PodBound? MinHealthyToScaleDown { get; init; }

    /// <summary>Whether only the autoscaler changes replicas that an autoscaler owns.</summary>
    public bool ReplicasBelongToAutoscaler { get; init; }

    /// <summary>Whether the guard speaks about a workload.</summary>
    /// <param name="workload">The workload.</param>
    /// <param name="namespaceLabels">The labels of its namespace; null when not known.</param>
    public bool Guards(Manifest workload, ManifestNode? namespaceLabels) =>
        (Kinds.IsEmpty || Kinds.Contains(workload.Kind))
        && (Namespaces is null || Namespaces.Matches(namespaceLabels))
        && (Workloads is null || Workloads.Matches(workload.Root.At("metadata", "labels")));
}

/// <summary>A time of the week in which nothing new is rolled out.</summary>
/// <param name="Days">The days on which it begins; empty for all.</param>
/// <param name="From">When it begins, in minutes of the day.</param>
/// <param name="Until">When it ends; on the next day if not after <paramref name="From"/>.</param>
/// <param name="Zone">The time zone.</param>
/// <param name="Reason">Why.</param>
public sealed record FreezeWindow(ImmutableArray<DayOfWeek> Days, int From, int Until, TimeZoneInfo Zone, string Reason)
{
    /// <summary>Whether it holds at a moment.</summary>
    public bool Holds(DateTimeOffset at)
    {
        var local = TimeZoneInfo.ConvertTime(at, Zone);
        return GuardDecision.Holds(this, local.DayOfWeek, (local.Hour * 60) + local.Minute);
    }

    /// <summary>The window in words.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture,
        $"{(Days.IsEmpty ? "every day" : string.Join(", ", Days))} {From / 60:00}:{From % 60:00} to {Until / 60:00}:{Until % 60:00} {Zone.Id}");
}
