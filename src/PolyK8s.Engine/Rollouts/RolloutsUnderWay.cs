using System.Collections.Immutable;
using PolyK8s.Engine.Kernels;
using PolyK8s.Engine.Lifecycles.Workloads;
using PolyK8s.Engine.Manifests;

namespace PolyK8s.Engine.Rollouts;

/// <summary>The workloads of a view whose rollouts are not done; kept up to date object by object.</summary>
internal sealed class RolloutsUnderWay : IIncrementalProjection<RolloutsUnderWay>
{
    private static readonly RolloutsUnderWay Reader = new(ImmutableSortedDictionary<string, Manifest>.Empty);
    private readonly ImmutableSortedDictionary<string, Manifest> _rolling;

    private RolloutsUnderWay(ImmutableSortedDictionary<string, Manifest> rolling) => _rolling = rolling;

    /// <inheritdoc />
    public ImmutableArray<GroupKind> Kinds { get; } = [new("apps", "Deployment"), new("apps", "StatefulSet"), new("apps", "DaemonSet")];

    /// <summary>The workloads, in order of kind, namespace and name.</summary>
    public static IEnumerable<Manifest> Of(ClusterView view) => view.Get(Reader)._rolling.Values;

    /// <inheritdoc />
    public RolloutsUnderWay Project(ClusterView view) => new(
        Kinds.SelectMany(kind => view.Of(kind).All).Where(IsUnderWay).ToImmutableSortedDictionary(Key, o => o, StringComparer.Ordinal));

    /// <inheritdoc />
    public RolloutsUnderWay Next(RolloutsUnderWay previous, ImmutableArray<ObjectDelta> deltas, ClusterView view)
    {
        var rolling = previous._rolling;
        foreach (var delta in deltas)
        {
            rolling = delta.Before is null ? rolling : rolling.Remove(Key(delta.Before));
            rolling = delta.After is { } after && IsUnderWay(after) ? rolling.SetItem(Key(after), after) : rolling;
        }

        return new(rolling);
    }

    // An object of which only the metadata is known says nothing about its rollout.
    private static bool IsUnderWay(Manifest o) =>
        o.Root["spec"] is not null && o.Root["status"] is not null
        && WorkloadStates.Of(o) is WorkloadState.Observing or WorkloadState.Updating or WorkloadState.Stalled or WorkloadState.ReplicaFailure;

    private static string Key(Manifest o) => $"{o.Kind}\n{o.Namespace}\n{o.Name}";
}
