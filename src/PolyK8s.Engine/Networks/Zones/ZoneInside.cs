using PolyK8s.Engine.Selectors;

namespace PolyK8s.Engine.Networks.Zones;

/// <summary>Looks for flows inside a zone that is open inside, which the policies refuse. What is found the kernel has confirmed.</summary>
/// <param name="reach">The network.</param>
/// <param name="zone">A zone that is open inside.</param>
public sealed class ZoneInside(NetworkReach reach, NetworkZone zone)
{
    /// <summary>The first flow from or to a pod of the zone that is refused; null if there is none.</summary>
    /// <param name="subject">The pod.</param>
    /// <param name="isOld">Whether a flow was refused before, so that it is nobody's fault now.</param>
    public LostFlow? FirstLost(NetworkPod subject, Func<NetworkFlow, bool> isOld)
    {
        if (subject.OnHost)
        {
            return null;
        }

        var me = FlowEnd.Of(subject);
        foreach (var direction in new[] { FlowDirection.Ingress, FlowDirection.Egress }.Where(d => MayRefuse(subject, d)))
        {
            foreach (var other in Alike.Once(reach.Index.Matching(zone.Namespaces).SelectMany(ns => ns.Pods)).Select(FlowEnd.Of))
            {
                var (from, to) = direction == FlowDirection.Ingress ? (other, me) : (me, other);
                var lost = reach.Intervals(from, to).Where(i => i.Reach == Reach.Denied)
                    .Select(i => new NetworkFlow(from, to, i.Protocol, i.First))
                    .FirstOrDefault(f => zone.Term(FlowDirection.Ingress).IsLost(f, Reach.Denied) && !isOld(f));
                if (lost is not null)
                {
                    return new(zone, lost, reach.Ask(lost));
                }
            }
        }

        return null;
    }

    // Not where nobody has a say, nor where a NetworkPolicy lets in the whole zone and nobody else denies.
    private bool MayRefuse(NetworkPod subject, FlowDirection direction)
    {
        var policies = reach.PoliciesOf(subject).Where(p => p.Governs(direction)).ToList();
        return policies.Count > 0 && !(policies.All(p => p.Tier == PolicyTier.Network) && policies.SelectMany(p => p.Rules(direction)).Any(LetsInAll));
    }

    private bool LetsInAll(TrafficRule rule) => rule.Ports is null
        && (rule.Peers is null || rule.Peers.Value.Any(p => p is PodPeer { Namespaces: { } namespaces } pods && namespaces.IsImpliedBy(zone.Namespaces) && pods.Pods.IsImpliedBy(LabelSelector.Everything)));
}

/// <summary>A flow inside a zone that is open inside, which the policies refuse.</summary>
/// <param name="Zone">The zone.</param>
/// <param name="Flow">The flow.</param>
/// <param name="Verdict">Why it is refused.</param>
public sealed record LostFlow(NetworkZone Zone, NetworkFlow Flow, FlowVerdict Verdict);
