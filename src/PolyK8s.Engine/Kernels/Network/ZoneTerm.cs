using System.Collections.Immutable;
using PolyK8s.Engine.Networks;
using PolyK8s.Engine.Networks.Zones;
using PolyK8s.Kernels.NetworkZones;

namespace PolyK8s.Engine.Kernels.Network;

/// <summary>A zone in the kernel's types, for one direction.</summary>
internal sealed class ZoneTerm
{
    private readonly _IZone _zone;

    private ZoneTerm(_IZone zone) => _zone = zone;

    /// <summary>Converts a zone. A permit's peers are never of the zone's own namespaces.</summary>
    public static ZoneTerm Of(NetworkZone zone, FlowDirection direction) => new(Zone.create(
        NetworkTerms.Of(zone.Namespaces),
        NetworkTerms.Sequence(zone.Permits(direction).Select(p => Permit.create(NetworkTerms.Of(p.Pods), PolicyTerm.Of(p.Rule, ""))))));

    /// <summary>The first of some flows that breaks the zone; null if none does.</summary>
    public NetworkFlow? FirstBreach(ImmutableArray<NetworkFlow> flows, PolicyList policies, FlowDirection direction)
    {
        var first = _zone.FirstBreach(NetworkTerms.Sequence(flows.Select(f => NetworkReach.Term(f).Kernel)), policies.Kernel, NetworkTerms.Of(direction));
        return first < flows.Length ? flows[first] : null;
    }

    /// <summary>Whether the policies allow a flow over the border that the zone does not list.</summary>
    public bool IsBroken(NetworkFlow flow, PolicyList policies, FlowDirection direction) =>
        _zone.IsBroken(NetworkReach.Term(flow).Kernel, policies.Kernel, NetworkTerms.Of(direction));

    /// <summary>Whether the zone lists a flow over its border.</summary>
    public bool Lists(NetworkFlow flow, FlowDirection direction) => _zone.Lists(NetworkReach.Term(flow).Kernel, NetworkTerms.Of(direction));

    /// <summary>Whether a flow inside the zone is refused.</summary>
    public bool IsLost(NetworkFlow flow, Reach reach) => _zone.IsLost(NetworkReach.Term(flow).Kernel, FlowChange.ToKernel(reach));
}
