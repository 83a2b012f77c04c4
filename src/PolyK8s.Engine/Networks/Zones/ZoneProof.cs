using System.Collections.Immutable;
using PolyK8s.Engine.Manifests;
using PolyK8s.Engine.Selectors;

namespace PolyK8s.Engine.Networks.Zones;

/// <summary>Checks with the evaluator that policies allow, over the border of a zone, exactly what the zone lists, and inside it everything.</summary>
/// <remarks>
/// Tried are the pods of the cluster, and pods that do not exist: for each selector in the zone one that it matches and one that
/// it does not, so that a zone without pods is checked as well; every piece of the ports and of the addresses.
/// </remarks>
public static class ZoneProof
{
    /// <summary>The first flow that is not as the zone says; null when all are.</summary>
    /// <param name="zone">A zone with a border.</param>
    /// <param name="policies">The policies of its namespaces.</param>
    /// <param name="namespaces">Its namespaces.</param>
    /// <param name="world">The cluster; its own network policies are left out of account.</param>
    public static string? Difference(NetworkZone zone, ImmutableArray<Manifest> policies, ImmutableArray<NetworkNamespace> namespaces, NetworkIndex world)
    {
        var reach = NetworkReach.Of(ClusterView.Of([.. policies, .. namespaces.Select(Object)]));
        var inside = namespaces.SelectMany(ns => ns.Pods.Where(p => !p.OnHost).Concat(Samples(zone, ns.Name, ns.Labels))).ToList();
        var outside = Alike.Once(world.Namespaces.Where(ns => !zone.Holds(ns)).SelectMany(ns => ns.Pods).Concat(Strangers(zone))).Select(FlowEnd.Of)
            .Concat(Everywhere.SelectMany(whole => AddressAtoms.Of(whole, [zone.AsPolicy(FlowDirection.Ingress), zone.AsPolicy(FlowDirection.Egress)])).Select(piece => FlowEnd.Of(piece.First)))
            .Where(end => !zone.Holds(end))
            .ToList();
        return Alike.Once(inside).SelectMany(pod => zone.Closed.SelectMany(direction => outside.Select(other => Wrong(reach, zone, pod, other, direction))))
            .Concat(Alike.Once(inside).SelectMany(pod => Alike.Once(inside).Select(other => reach.Intervals(FlowEnd.Of(pod), FlowEnd.Of(other), apart: true).Any(i => i.Reach != Reach.Allowed) ? $"`{pod}` does not reach `{other}`, both of the zone" : null)))
            .FirstOrDefault(wrong => wrong is not null);
    }

    private static readonly ImmutableArray<AddressRange> Everywhere = [AddressRange.Parse("0.0.0.0/0")!, AddressRange.Parse("::/0")!];

    private static string? Wrong(NetworkReach reach, NetworkZone zone, NetworkPod pod, FlowEnd other, FlowDirection direction)
    {
        var me = FlowEnd.Of(pod);
        var target = direction == FlowDirection.Ingress ? pod : other.Pod;
        foreach (var port in PortAtoms.Of(zone.Permits(direction).SelectMany(p => p.Rule.Ports ?? []), target))
        {
            foreach (var protocol in FlowProtocols.All)
            {
                var flow = direction == FlowDirection.Ingress ? new NetworkFlow(other, me, protocol, port) : new NetworkFlow(me, other, protocol, port);
                var (allowed, listed) = (reach.Side(flow, direction).Reach, zone.Term(direction).Lists(flow, direction));
                if (allowed == Reach.Allowed != listed)
                {
                    return $"{FlowWords.Of(flow)} is {(listed ? "listed and not allowed" : "allowed and not listed")}";
                }
            }
        }

        return null;
    }

    private static Manifest Object(NetworkNamespace ns) => new(ManifestNode.Object(
        ("apiVersion", ManifestNode.Of("v1")),
        ("kind", ManifestNode.Of("Namespace")),
        ("metadata", ManifestNode.Object(("name", ManifestNode.Of(ns.Name)), ("labels", ManifestNode.Object([.. ns.Labels.Select(l => new ManifestMember(l.Key, ManifestNode.Of(l.Value)))]))))));

    private static IEnumerable<NetworkPod> Samples(NetworkZone zone, string ns, ImmutableArray<KeyValuePair<string, string>> labels) =>
        zone.Ingress.Concat(zone.Egress ?? []).Select(p => p.Pods).Append(LabelSelector.Everything).Select((selector, i) => Sample(ns, labels, selector, i, Ports(zone)));

    private static IEnumerable<NetworkPod> Strangers(NetworkZone zone) =>
        zone.Ingress.Concat(zone.Egress ?? []).SelectMany(p => p.Rule.Peers ?? []).OfType<PodPeer>()
            .SelectMany(p => new[] { p, p with { Pods = LabelSelector.Everything } })
            .Append(new(LabelSelector.Everything, LabelSelector.Everything))
            .Select((peer, i) => Sample(Named(peer) ?? $"elsewhere-{i}", Fitting(peer.Namespaces ?? LabelSelector.Everything, Named(peer) ?? $"elsewhere-{i}"), peer.Pods, i, Ports(zone)));

    // A port for every name in the zone's lists.
    private static ImmutableArray<PodPort> Ports(NetworkZone zone) =>
    [
        .. zone.Ingress.Concat(zone.Egress ?? []).SelectMany(p => p.Rule.Ports ?? []).Where(p => p.Name is not null).DistinctBy(p => (p.Name, p.Protocol))
            .Select((p, i) => new PodPort(p.Name!, p.Protocol ?? FlowProtocol.Tcp, 10_000 + i)),
    ];

    private static string? Named(PodPeer peer) => peer.Namespaces?.Requirements.FirstOrDefault(r => r is { Key: NetworkNamespace.NameLabel, Operator: "In" }) is { Key: not null } r ? r.Values.FirstOrDefault() : null;

    private static NetworkPod Sample(string ns, ImmutableArray<KeyValuePair<string, string>> namespaceLabels, LabelSelector selector, int number, ImmutableArray<PodPort> ports) => new()
    {
        Kind = "Pod",
        Namespace = ns,
        Name = $"sample-{number}",
        Labels = [.. Fitting(selector, null)],
        NamespaceLabels = namespaceLabels,
        Ports = ports,
    };

    // Labels that a selector matches, as far as a few labels can tell.
    private static ImmutableArray<KeyValuePair<string, string>> Fitting(LabelSelector selector, string? name) =>
    [
        .. selector.Requirements.Where(r => r.Operator is "In" or "Exists").DistinctBy(r => r.Key).Select(r => KeyValuePair.Create(r.Key, r.Values.FirstOrDefault() ?? "x"))
            .Concat(name is null ? [] : [KeyValuePair.Create(NetworkNamespace.NameLabel, name)])
            .DistinctBy(l => l.Key)
            .OrderBy(l => l.Key, StringComparer.Ordinal),
    ];
}
