using System.Collections.Immutable;
using PolyK8s.Engine.Selectors;

namespace PolyK8s.Engine.Networks.Zones;

/// <summary>Looks for flows that break the word of a zone. What is found the kernel has confirmed.</summary>
/// <param name="reach">The network.</param>
/// <param name="zone">A zone with a border.</param>
/// <param name="isOld">Whether a flow broke the word before, so that it is nobody's fault now.</param>
public sealed class ZoneBorder(NetworkReach reach, NetworkZone zone, Func<NetworkFlow, FlowDirection, bool> isOld)
{
    /// <summary>The first breach at a pod of the zone in each direction that is closed.</summary>
    public IEnumerable<ZoneBreach> At(NetworkPod subject) =>
        !zone.Holds(FlowEnd.Of(subject)) ? [] : zone.Closed.Select(direction => First(subject, direction)).OfType<ZoneBreach>();

    /// <summary>The first breach between a pod of the zone and one other end; a pod that is not isolated is another matter.</summary>
    public IEnumerable<ZoneBreach> Between(NetworkPod subject, FlowEnd other)
    {
        foreach (var direction in subject.OnHost || zone.Holds(other) ? [] : zone.Closed)
        {
            if (reach.Isolates(subject, direction) && Broken(subject, [other], direction) is { } flow)
            {
                yield return Breach(subject, direction, flow);
            }
        }
    }

    private ZoneBreach? First(NetworkPod subject, FlowDirection direction)
    {
        if (subject.OnHost || !reach.Isolates(subject, direction))
        {
            return new(zone, subject, direction, null, null);
        }

        // Pods that no selector in sight tells apart are asked for once.
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var mentions = new PeerMentions(zone, reach.PoliciesOf(subject), direction);
        foreach (var policy in reach.PoliciesOf(subject).Where(p => p.Governs(direction)))
        {
            foreach (var rule in policy.Rules(direction).Where(r => r.Action == TrafficAction.Accept && !IsListed(subject, r, direction)))
            {
                foreach (var other in Others(rule, direction, subject).Where(o => seen.Add(mentions.KeyOf(o))))
                {
                    if (Broken(subject, [other], direction) is { } flow)
                    {
                        return Breach(subject, direction, flow);
                    }
                }
            }
        }

        return null;
    }

    private ZoneBreach Breach(NetworkPod subject, FlowDirection direction, NetworkFlow flow) => new(zone, subject, direction, flow, reach.Side(flow, direction));

    private NetworkFlow? Broken(NetworkPod subject, ImmutableArray<FlowEnd> others, FlowDirection direction)
    {
        var policies = reach.List(subject);
        var me = FlowEnd.Of(subject);
        var ports = policies.Policies.SelectMany(p => p.Rules(direction)).Concat(zone.Permits(direction).Select(p => p.Rule)).SelectMany(r => r.Ports ?? []).ToList();
        var flows = from other in others
                    from protocol in FlowProtocols.All
                    from port in PortAtoms.Of(ports, direction == FlowDirection.Ingress ? subject : other.Pod)
                    select direction == FlowDirection.Ingress ? new NetworkFlow(other, me, protocol, port) : new NetworkFlow(me, other, protocol, port);
        var tried = flows.ToImmutableArray();
        var breach = zone.Term(direction).FirstBreach(tried, policies, direction);
        return breach is not null && isOld(breach, direction)
            ? zone.Term(direction).FirstBreach([.. tried.Where(f => !isOld(f, direction))], policies, direction)
            : breach;
    }

    // Ends outside that a rule may let through: of pods all, of addresses one of each piece.
    private IEnumerable<FlowEnd> Others(TrafficRule rule, FlowDirection direction, NetworkPod subject)
    {
        var peers = rule.Peers ?? [new PodPeer(LabelSelector.Everything, LabelSelector.Everything), .. Everywhere];
        foreach (var peer in peers)
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
                    foreach (var piece in AddressAtoms.Of(block.Whole, [.. reach.PoliciesOf(subject), zone.AsPolicy(direction)]))
                    {
                        yield return FlowEnd.Of(piece.First);
                    }

                    break;
            }
        }
    }

    private static readonly ImmutableArray<BlockPeer> Everywhere =
        [new(AddressRange.Parse("0.0.0.0/0")!, []), new(AddressRange.Parse("::/0")!, [])];

    // A selector that asks for all that the zone asks for, and more, finds namespaces of the zone only.
    private bool IsInside(LabelSelector namespaces) => zone.Namespaces.IsImpliedBy(namespaces);

    private bool IsListed(NetworkPod subject, TrafficRule rule, FlowDirection direction) =>
        rule.Peers is { } peers && peers.All(peer => zone.Permits(direction).Any(permit => permit.Pods.Matches(subject.Labels) && PermitCover.Covers(permit.Rule, peer, rule.Ports)));
}
