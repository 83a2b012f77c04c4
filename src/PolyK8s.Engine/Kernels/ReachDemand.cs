using PolyK8s.Engine.Rbac;
using PolyK8s.Kernels.Reachability;

namespace PolyK8s.Engine.Kernels;

/// <summary>A permission that a move takes: cluster-wide, or where the move is made.</summary>
public sealed class ReachDemand
{
    /// <summary>A demand.</summary>
    /// <param name="access">The permission.</param>
    /// <param name="wide">Whether it must be held cluster-wide.</param>
    public ReachDemand(Access access, bool wide) => (Access, IsWide, Kernel) = (access, wide, Demand.create(Capability.ToKernel(access), wide));

    /// <summary>The permission.</summary>
    public Access Access { get; }

    /// <summary>Whether it must be held cluster-wide.</summary>
    public bool IsWide { get; }

    internal _IDemand Kernel { get; }
}
