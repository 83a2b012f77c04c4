namespace PolyK8s.Engine.Rollouts;

/// <summary>How many Pods of one template there are.</summary>
/// <param name="Ready">Those that are ready.</param>
/// <param name="Unready">Those that are not.</param>
public readonly record struct PodCounts(long Ready, long Unready)
{
    /// <summary>All of them.</summary>
    public long Total => Ready + Unready;
}
