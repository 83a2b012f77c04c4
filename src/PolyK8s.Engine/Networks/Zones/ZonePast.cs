using System.Collections.Immutable;

namespace PolyK8s.Engine.Networks.Zones;

/// <summary>How flows and pods fared before a change: what was so already is not the fault of the change.</summary>
/// <param name="reach">The network then.</param>
/// <param name="zones">The zones then.</param>
internal sealed class ZonePast(NetworkReach reach, NetworkZones zones)
{
    // Of no pod, and in no block but that of all addresses: who is new outside, or on its node's network, could reach no more than anybody.
    private static readonly FlowEnd Anybody = FlowEnd.Of(NetworkAddress.Parse("240.0.0.1")!.Value);

    /// <summary>Whether a flow over the border broke the word of the zone.</summary>
    public bool IsBroken(NetworkZone zone, NetworkFlow flow, FlowDirection direction)
    {
        var (subject, other) = direction == FlowDirection.Ingress ? (flow.To, flow.From) : (flow.From, flow.To);
        return Zone(zone) is { HasBorder: true } earlier && earlier.Closed.Contains(direction)
            && Find(subject) is { Pod: { } pod } me && (Find(other) is { } known && !earlier.Holds(known) && known.Pod?.OnHost == other.Pod?.OnHost ? known : Newcomer(other)) is var its
            && earlier.Term(direction).IsBroken(direction == FlowDirection.Ingress ? flow with { From = its, To = me } : flow with { From = me, To = its }, reach.List(pod), direction);
    }

    /// <summary>Whether a pod of the zone was not isolated.</summary>
    public bool IsOpen(NetworkZone zone, NetworkPod subject, FlowDirection direction) =>
        Zone(zone) is { HasBorder: true } earlier && earlier.Closed.Contains(direction)
        && Find(FlowEnd.Of(subject)) is { Pod: { } pod } then && earlier.Holds(then) && (pod.OnHost || !reach.Isolates(pod, direction)) && pod.OnHost == subject.OnHost;

    /// <summary>Whether the lists of a zone named a pod, which has other labels or ports now.</summary>
    public bool WasNamed(NetworkZone zone, FlowEnd other) =>
        Zone(zone) is { } earlier && Find(other) is { Pod: { } then } && other.Pod is { } now && !IsAlike(then, now)
        && earlier.Ingress.Concat(earlier.Permits(FlowDirection.Egress)).SelectMany(permit => permit.Rule.Peers ?? []).Any(peer => peer switch
        {
            PodPeer pods => pods.Namespaces?.Matches(then.NamespaceLabels) != false && pods.Pods.Matches(then.Labels),
            BlockPeer block => then.Addresses.Any(block.Contains),
            _ => false,
        });

    private static bool IsAlike(NetworkPod then, NetworkPod now) =>
        then.Labels.SequenceEqual(now.Labels) && then.NamespaceLabels.SequenceEqual(now.NamespaceLabels) && then.Ports.SequenceEqual(now.Ports);

    /// <summary>Whether a flow inside the zone was refused.</summary>
    public bool IsRefused(NetworkZone zone, NetworkFlow flow) =>
        Zone(zone) is { IsOpenInside: true } earlier && Find(flow.From) is { } from && Find(flow.To) is { } to
        && earlier.Holds(from) && earlier.Holds(to) && reach.Ask(flow with { From = from, To = to }).Reach == Reach.Denied;

    /// <summary>The zone as it was; null if there was none.</summary>
    public NetworkZone? Zone(NetworkZone zone) => zones.Find(zone.Name);

    /// <summary>The policies that were about a pod, the lists of the zone as one among them: where they cut ports and addresses, answers may differ.</summary>
    public ImmutableArray<TrafficPolicy> Policies(NetworkZone zone, NetworkPod subject, FlowDirection direction) =>
        [.. Find(FlowEnd.Of(subject)) is { Pod: { } pod } ? reach.PoliciesOf(pod) : [], .. Zone(zone) is { } earlier ? [earlier.AsPolicy(direction)] : Array.Empty<TrafficPolicy>()];

    /// <summary>The ports that a pod had by name.</summary>
    public ImmutableArray<PodPort> Ports(NetworkPod? pod) => pod is not null && Find(FlowEnd.Of(pod)) is { Pod: { } then } ? then.Ports : [];

    private FlowEnd? Find(FlowEnd end) => end.Pod is not { } pod ? end
        : reach.Index.Namespace(pod.Namespace).Pod(pod.Kind, pod.Name) is { } then ? FlowEnd.Of(then) : null;

    private static FlowEnd Newcomer(FlowEnd other) => other.Pod is { Addresses: [var known, ..] } ? FlowEnd.Of(known) : Anybody;
}
