namespace PolyK8s.Engine.Rollouts;

/// <summary>A rollout at one moment: what is asked for, and which Pods there are.</summary>
/// <param name="Strategy">How Pods are replaced.</param>
/// <param name="Wanted">How many are to be there in the end.</param>
/// <param name="Surge">How many more there may be meanwhile.</param>
/// <param name="Unavailable">How many may be missing meanwhile.</param>
/// <param name="Outdated">The Pods of older templates.</param>
/// <param name="Updated">The Pods of the newest.</param>
/// <param name="Settled">Whether nothing but the number asked for changed since the rollout was last complete.</param>
/// <param name="Kept">How many old Pods the partition of a StatefulSet keeps.</param>
public sealed record RolloutMoment(
    RolloutStrategy Strategy, long Wanted, long Surge, long Unavailable, PodCounts Outdated, PodCounts Updated, bool Settled, long Kept = 0)
{
    /// <summary>All Pods.</summary>
    public long Total => Outdated.Total + Updated.Total;

    /// <summary>The Pods that are ready.</summary>
    public long Available => Outdated.Ready + Updated.Ready;
}
