using PolyK8s.Engine.Lifecycles.Following;

namespace PolyK8s.Engine;

/// <summary>What a front door judges with at one moment.</summary>
/// <param name="View">The cluster.</param>
/// <param name="Policies">The policies.</param>
/// <param name="NotReady">Why the view is not complete yet, one line; null when it is.</param>
public sealed record Snapshot(ClusterView View, Policies Policies, string? NotReady = null)
{
    /// <summary>The states of the objects that have changed since they were first seen, and how they came to them.</summary>
    public StateBook States { get; init; } = StateBook.Empty;
}
