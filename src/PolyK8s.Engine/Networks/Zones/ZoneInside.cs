using PolyK8s.Engine.Selectors;

namespace PolyK8s.Engine.Networks.Zones;

/// <summary>Looks for flows inside a zone that is open inside, which the policies refuse. What is found the kernel has confirmed.</summary>
/// <param name="reach">The network.</param>
/// <param name="zone">A zone that is open inside.</param>
/// <param name="past">What was so before, and is nobody's fault now.</param>
internal sealed class ZoneInside(NetworkReach reach, NetworkZone zone, ZonePast past)
{
    /// <summary>The first flow from or to a pod of the zone that is refused; null if there is none.</summary>
    /// <param name="subject">The pod.</param>
    /// <param name="isChanged">Whether the pod itself is another, so that the policies of the others may refuse it too.</param>
    public LostFlow? FirstLost(NetworkPod subject, bool isChanged)
    {
        var me = FlowEnd.Of(subject);
        foreach (var direction in new[] { FlowDirection.Ingress, FlowDirection.Egress })
        {
            var (pods, hosts) = (MayRefuse(subject, direction, isHost: false), MayRefuse(subject, direction, isHost: true));
            var opposite = direction == FlowDirection.Ingress ? FlowDirection.Egress : FlowDirection.Ingress;
            foreach (var other in pods || hosts || isChanged ? Alike.Once(Inside().Where(o => o.OnHost ? hosts || isChanged : pods || isChanged)) : [])
            {
                if (!(other.OnHost ? hosts : pods) && !MayRefuse(other, opposite, subject.OnHost))
                {
                    continue;
                }

                var its = FlowEnd.Of(other);
                if (Lost(direction == FlowDirection.Ingress ? (its, me) : (me, its)) is { } lost)
                {
                    return new(zone, lost, reach.Ask(lost));
                }
            }
        }

        return null;
    }

    private IEnumerable<NetworkPod> Inside() => reach.Index.Matching(zone.Namespaces).SelectMany(ns => ns.Pods);

    private NetworkFlow? Lost((FlowEnd From, FlowEnd To) ends)
    {
        var (from, to) = ends;
        var policies = new[] { from.Pod!, to.Pod! }.SelectMany(pod => reach.PoliciesOf(pod).Concat(past.Policies(zone, pod, FlowDirection.Ingress)));
        var ports = PortAtoms.Of(policies.SelectMany(p => p.Ingress.Concat(p.Egress)).SelectMany(r => r.Ports ?? []), [.. to.Pod!.Ports, .. past.Ports(to.Pod)]);
        return (from protocol in FlowProtocols.All
                from port in ports
                let flow = new NetworkFlow(@from, to, protocol, port)
                where reach.Ask(flow).Reach == Reach.Denied && zone.Term(FlowDirection.Ingress).IsLost(flow, Reach.Denied) && !past.IsRefused(zone, flow)
                select flow).FirstOrDefault();
    }

    // Not where nobody has a say, nor where a NetworkPolicy lets in the whole zone and nobody else denies. Selectors never mean
    // pods on the network of their node.
    private bool MayRefuse(NetworkPod subject, FlowDirection direction, bool isHost)
    {
        var policies = reach.PoliciesOf(subject).Where(p => p.Governs(direction)).ToList();
        return policies.Count > 0 && !(policies.All(p => p.Tier == PolicyTier.Network) && policies.SelectMany(p => p.Rules(direction)).Any(rule => LetsInAll(rule, isHost)));
    }

    private bool LetsInAll(TrafficRule rule, bool isHost) => rule.Ports is null
        && (rule.Peers is null || (!isHost && rule.Peers.Value.Any(p => p is PodPeer { Namespaces: { } namespaces } pods && namespaces.IsImpliedBy(zone.Namespaces) && pods.Pods.IsImpliedBy(LabelSelector.Everything))));
}

/// <summary>A flow inside a zone that is open inside, which the policies refuse.</summary>
/// <param name="Zone">The zone.</param>
/// <param name="Flow">The flow.</param>
/// <param name="Verdict">Why it is refused.</param>
public sealed record LostFlow(NetworkZone Zone, NetworkFlow Flow, FlowVerdict Verdict);
