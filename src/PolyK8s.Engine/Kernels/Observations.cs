using PolyK8s.Kernels.Lifecycle;

namespace PolyK8s.Engine.Kernels;

/// <summary>What controllers have seen of what there is.</summary>
public static class Observations
{
    /// <summary>Whether an observed generation is less than the one before.</summary>
    public static bool GoBack(long before, long after) => Seen.create(0, before).GoesBack(Seen.create(0, after));
}
