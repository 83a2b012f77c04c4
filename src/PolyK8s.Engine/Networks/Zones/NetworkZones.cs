using System.Collections.Immutable;

namespace PolyK8s.Engine.Networks.Zones;

/// <summary>The zones of a cluster; those that do not parse are reported elsewhere and not among them.</summary>
/// <param name="all">The zones, in order of their names.</param>
public sealed class NetworkZones(ImmutableArray<NetworkZone> all)
{
    /// <summary>The zones.</summary>
    public ImmutableArray<NetworkZone> All => all;

    /// <summary>The zones of a view.</summary>
    public static NetworkZones Of(ClusterView view) => view.Get(Projection.Instance);

    /// <summary>The zones that hold a namespace.</summary>
    public IEnumerable<NetworkZone> Of(NetworkNamespace ns) => all.Where(zone => zone.Holds(ns));

    private sealed class Projection : IProjection<NetworkZones>
    {
        public static readonly Projection Instance = new();

        public ImmutableArray<GroupKind> Kinds { get; } = [NetworkZone.Kind];

        public NetworkZones Project(ClusterView view) => new(
        [
            .. view.Of(NetworkZone.Kind).All.OrderBy(o => o.Name, StringComparer.Ordinal)
                .Select(NetworkZoneReader.Read)
                .Where(read => read.Faults.IsEmpty)
                .Select(read => read.Zone),
        ]);
    }
}
