using System.Collections.Immutable;
using PolyK8s.Engine.Selectors;

namespace PolyK8s.Engine.Networks.Zones;

/// <summary>Looks for flows that break the word of a zone. What is found the kernel has confirmed.</summary>
/// <param name="reach">The network.</param>
/// <param name="zone">A zone with a border.</param>
/// <param name="past">What was so before, and is nobody's fault now.</param>
internal sealed class ZoneBorder(NetworkReach reach, NetworkZone zone, ZonePast past)
{
    /// <summary>The first breach at a pod of the zone in each direction that is closed.</summary>
    public IEnumerable<ZoneBreach> At(NetworkPod subject) =>
        !zone.Holds(FlowEnd.Of(subject)) ? [] : zone.Closed.Select(direction => First(subject, direction)).OfType<ZoneBreach>();

    /// <summary>The first breach between a pod of the zone and one other end; a pod that is not isolated is another matter.</summary>
    public IEnumerable<ZoneBreach> Between(NetworkPod subject, FlowEnd other)
    {
        foreach (var direction in subject.OnHost || zone.Holds(other) ? [] : zone.Closed)
        {
            if (reach.PoliciesOf(subject).Any(p => p.Governs(direction)) && Broken(subject, other, Sight.Of(subject, reach, zone, past, direction)) is { } flow)
            {
                yield return Breach(subject, direction, flow);
            }
        }
    }

    private ZoneBreach? First(NetworkPod subject, FlowDirection direction)
    {
        var isOpen = subject.OnHost || !reach.Isolates(subject, direction);
        if (isOpen && !past.IsOpen(zone, subject, direction))
        {
            return new(zone, subject, direction, null, null);
        }

        // Others that no selector in sight, now or before, tells apart are asked for once.
        var sight = Sight.Of(subject, reach, zone, past, direction);
        var flow = subject.OnHost ? null : Opening(subject, sight, isOpen).SelectMany(peers => Others(peers, sight))
            .DistinctBy(sight.Mentions.KeyOf)
            .Select(other => Broken(subject, other, sight))
            .FirstOrDefault(found => found is not null);
        return flow is null ? null : Breach(subject, direction, flow);
    }

    // The peers by which something may get through now; null for a rule, or the absence of one, that lets everybody through.
    // A pod that nobody isolates was open before: unless cluster-wide policies closed some of it.
    private IEnumerable<ImmutableArray<TrafficPeer>?> Opening(NetworkPod subject, Sight sight, bool isOpen)
    {
        var rules = reach.PoliciesOf(subject).Where(p => p.Governs(sight.Direction)).SelectMany(p => p.Rules(sight.Direction))
            .Where(r => r.Action == TrafficAction.Accept && !IsListed(subject, r, sight.Direction)).Select(r => r.Peers);
        return isOpen && past.Policies(zone, subject, sight.Direction).Any(p => p.Tier != PolicyTier.Network && p.Governs(sight.Direction)) ? rules.Append(null) : rules;
    }

    private ZoneBreach Breach(NetworkPod subject, FlowDirection direction, NetworkFlow flow) => new(zone, subject, direction, flow, reach.Side(flow, direction));

    private NetworkFlow? Broken(NetworkPod subject, FlowEnd other, Sight sight)
    {
        var (me, direction) = (FlowEnd.Of(subject), sight.Direction);
        var target = direction == FlowDirection.Ingress ? subject : other.Pod;
        var tried = ImmutableArray.CreateRange(
            from protocol in FlowProtocols.All
            from port in PortAtoms.Of(sight.Ports, [.. target?.Ports ?? [], .. past.Ports(target)])
            select direction == FlowDirection.Ingress ? new NetworkFlow(other, me, protocol, port) : new NetworkFlow(me, other, protocol, port));
        var breach = zone.Term(direction).FirstBreach(tried, reach.List(subject), direction);
        return breach is not null && past.IsBroken(zone, breach, direction)
            ? zone.Term(direction).FirstBreach([.. tried.Where(f => !past.IsBroken(zone, f, direction))], reach.List(subject), direction)
            : breach;
    }

    // Ends outside that some peers may let through: of pods all, of addresses one of each piece.
    private IEnumerable<FlowEnd> Others(ImmutableArray<TrafficPeer>? all, Sight sight)
    {
        foreach (var peer in all ?? [new PodPeer(LabelSelector.Everything, LabelSelector.Everything), .. Everywhere])
        {
            switch (peer)
            {
                case PodPeer { Namespaces: { } namespaces } pods when !IsInside(namespaces):
                    foreach (var pod in reach.Index.Matching(namespaces).Where(ns => !zone.Holds(ns)).SelectMany(ns => ns.Pods).Where(p => !p.OnHost && pods.Pods.Matches(p.Labels)))
                    {
                        yield return FlowEnd.Of(pod);
                    }

                    break;
                case BlockPeer block:
                    foreach (var piece in AddressAtoms.Of(block.Whole, sight.Policies))
                    {
                        yield return FlowEnd.Of(piece.First);
                    }

                    foreach (var pod in (sight.NamesPorts ? NamingPorts(block) : []).Concat(sight.KnowsPods ? PodsIn(block) : []))
                    {
                        yield return FlowEnd.Of(pod);
                    }

                    break;
            }
        }
    }

    // Pods in a block are known by their addresses, or by that of their node, and yet have names for their ports.
    private IEnumerable<NetworkPod> NamingPorts(BlockPeer block) =>
        reach.Pods.Where(p => p.Ports.Any(port => port.Name is not null) && p.Addresses.Any(block.Contains) && !zone.Holds(FlowEnd.Of(p)));

    // A block lets pods through by their addresses, of whom a cluster-wide policy may have said something else by their labels.
    private IEnumerable<NetworkPod> PodsIn(BlockPeer block) =>
        reach.Pods.Where(p => !p.OnHost && p.Addresses.Any(block.Contains) && !zone.Holds(FlowEnd.Of(p)));

    private static readonly ImmutableArray<BlockPeer> Everywhere =
        [new(AddressRange.Parse("0.0.0.0/0")!, []), new(AddressRange.Parse("::/0")!, [])];

    // A selector that asks for all that the zone asks for, and more, finds namespaces of the zone only.
    private bool IsInside(LabelSelector namespaces) => zone.Namespaces.IsImpliedBy(namespaces);

    private bool IsListed(NetworkPod subject, TrafficRule rule, FlowDirection direction) =>
        rule.Peers is { } peers && peers.All(peer => zone.Permits(direction).Any(permit => permit.Pods.Matches(subject.Labels) && PermitCover.Covers(permit.Rule, peer, rule.Ports)));

    // Whatever has, or had, a say about a pod in a direction: where it cuts ports and addresses, answers may differ.
    private sealed record Sight(FlowDirection Direction, ImmutableArray<TrafficPolicy> Policies, ImmutableArray<TrafficPort> Ports, PeerMentions Mentions)
    {
        /// <summary>Whether it matters how the other end names its ports.</summary>
        public bool NamesPorts => Direction == FlowDirection.Egress && Ports.Any(port => port.Name is not null);

        /// <summary>Whether a cluster-wide policy tells pods from other addresses.</summary>
        public bool KnowsPods => Policies.Any(p => p.Tier != PolicyTier.Network && p.Rules(Direction).Any(rule => (rule.Peers ?? []).Any(peer => peer is PodPeer)));

        public static Sight Of(NetworkPod subject, NetworkReach reach, NetworkZone zone, ZonePast past, FlowDirection direction)
        {
            ImmutableArray<TrafficPolicy> policies = [.. reach.PoliciesOf(subject), zone.AsPolicy(direction), .. past.Policies(zone, subject, direction)];
            IEnumerable<NetworkZone> zones = past.Zone(zone) is { } earlier ? [zone, earlier] : [zone];
            return new(direction, policies, [.. policies.SelectMany(p => p.Rules(direction)).SelectMany(r => r.Ports ?? [])], new(zones, policies, direction));
        }
    }
}
