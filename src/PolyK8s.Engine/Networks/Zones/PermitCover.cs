using System.Collections.Immutable;

namespace PolyK8s.Engine.Networks.Zones;

/// <summary>Tells at a glance that a rule lets through nothing that a permit does not list: then nobody needs to be asked.</summary>
internal static class PermitCover
{
    /// <summary>Whether it is sure; what is not may still be listed.</summary>
    public static bool Covers(TrafficRule permit, TrafficPeer peer, ImmutableArray<TrafficPort>? ports) =>
        (permit.Ports is null || (ports is not null && ports.Value.All(port => permit.Ports.Value.Any(wider => Covers(wider, port)))))
        && (permit.Peers ?? []).Any(wider => Covers(wider, peer));

    private static bool Covers(TrafficPeer wider, TrafficPeer peer) => (wider, peer) switch
    {
        (PodPeer { Namespaces: { } all } some, PodPeer { Namespaces: { } namespaces } pods) => all.IsImpliedBy(namespaces) && some.Pods.IsImpliedBy(pods.Pods),
        (BlockPeer { Except.IsEmpty: true } all, BlockPeer block) => all.Whole.Contains(block.Whole.First) && all.Whole.Contains(block.Whole.Last),
        (_, NobodyPeer) => true,
        _ => false,
    };

    private static bool Covers(TrafficPort wider, TrafficPort port) =>
        (wider.Protocol is null || wider.Protocol == port.Protocol)
        && (wider.IsEvery || (wider.Name == port.Name && wider.First <= port.First && port.Last <= wider.Last));
}
