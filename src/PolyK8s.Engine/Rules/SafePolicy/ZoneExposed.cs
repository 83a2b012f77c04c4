using System.Collections.Immutable;
using System.Globalization;
using PolyK8s.Engine.Manifests;
using PolyK8s.Engine.Networks;
using PolyK8s.Engine.Networks.Reading;
using PolyK8s.Engine.Networks.Zones;

namespace PolyK8s.Engine.Rules.SafePolicy;

// SafePolicy/zone-exposed
//
// A Service of type NodePort or LoadBalancer, or one with external addresses, brings traffic from outside the cluster to its
// pods. Unless it keeps the client's address (`externalTrafficPolicy: Local`), the pods see the address of a node, and no
// policy can close what comes from a pod's own node: kubelet must reach it. So such a Service is a way past the border.
//
// Looked at: Services that select pods of a zone with a closed border (Restricted or Hybrid) and bring traffic from outside;
// and what puts pods behind them: the labels of pods and workloads, of namespaces, and the zones themselves.
//
// Found: a port at which the zone lists no address outside, or any port where the client's address is not kept.
//
// Allowed: Services inside the cluster; Services with `externalTrafficPolicy: Local` whose ports the zone lists with an
// `ipBlock`; for changes of something else, a port of a Service that
// led into the zone before.

/// <summary>Services that bring traffic from outside into a zone.</summary>
public sealed class ZoneExposed : IRule
{
    private static readonly ImmutableArray<GroupKind> Kinds = [new("", "Service"), new("", "Namespace"), NetworkZone.Kind, .. PodReader.Kinds];

    /// <inheritdoc />
    public RuleCard Card { get; } = new()
    {
        Id = "SafePolicy/zone-exposed",
        Title = "no Service brings traffic from outside past the border of a zone",
        Why = "a NodePort or LoadBalancer Service that does not keep the client's address makes outside traffic look like that of a node, and what comes from a pod's own node no policy can close",
        Reads = "`type`, `externalIPs`, `externalTrafficPolicy`, `selector` and `ports` of Services, the pods they select, and NetworkZones of class Restricted or Hybrid; "
            + "the witness is one flow (`zone`, `flow`, `servicePort`)",
        Allows = "Services inside the cluster, and those that keep the client's address at ports the zone lists with an `ipBlock`; set `externalTrafficPolicy: Local` and list the addresses in the zone",
        Scopes = [.. Kinds.Select(kind => RuleScope.Writes(kind.Group, kind.Kind))],
        Severity = Severity.Error,
        Theorem = null,
        NeedsKinds = [NetworkZone.Kind, new("", "Namespace"), new("", "Pod"), new("", "Service")],
    };

    /// <inheritdoc />
    public IEnumerable<Finding> Judge(Change change, ClusterView view)
    {
        var (before, after) = (change.WorldBefore(view), change.WorldAfter(view));
        if (NetworkZones.Of(after).IsEmpty)
        {
            yield break;
        }

        foreach (var service in Services(change.After!, after).Where(IsOutside))
        {
            // One more pod behind a port that led into the zone before is no news.
            var old = ReferenceEquals(service, change.After) ? [] : Exposures(before, service).Select(e => (e.Zone, e.Port, e.Protocol)).ToHashSet();
            foreach (var exposed in Exposures(after, service).Where(e => !old.Contains((e.Zone, e.Port, e.Protocol))).DistinctBy(e => e.Zone))
            {
                yield return Exposed(change.After!, service, exposed);
            }
        }
    }

    private static IEnumerable<Manifest> Services(Manifest written, ClusterView after)
    {
        var index = NetworkIndex.Of(after);
        return written.Kind == "Service" ? [written]
            : written.Kind == "Namespace" ? index.Namespace(written.Name).Services
            : written.Kind == NetworkZone.Kind.Kind ? (NetworkZones.Of(after).Find(written.Name) is { } zone ? index.Matching(zone.Namespaces).SelectMany(ns => ns.Services) : [])
            : index.Namespace(written.Namespace).Services;
    }

    private static bool IsOutside(Manifest service) =>
        service.Root.TextAt("spec", "type") is "NodePort" or "LoadBalancer" || !service.Root.ItemsAt("spec", "externalIPs").IsEmpty;

    private static bool KeepsAddress(Manifest service) => service.Root.TextAt("spec", "externalTrafficPolicy") == "Local";

    private static IEnumerable<Exposure> Exposures(ClusterView world, Manifest service)
    {
        var index = NetworkIndex.Of(world);
        return from zone in NetworkZones.Of(world).Of(index.Namespace(service.Namespace))
               where zone.HasBorder
               from pod in ServicePorts.Pods(index, service) ?? []
               from entry in ServicePorts.All(service)
               let target = ServicePorts.Target(service, entry.Port.ToString(CultureInfo.InvariantCulture), entry.Protocol, pod)
               where target is not null && !(KeepsAddress(service) && IsListed(zone, pod, target.Value, entry.Protocol))
               select new Exposure(zone.Name, pod.ToString(), entry.Port, target.Value, entry.Protocol);
    }

    private sealed record Exposure(string Zone, string Pod, int Port, int Target, FlowProtocol Protocol);

    private static bool IsListed(NetworkZone zone, NetworkPod pod, int port, FlowProtocol protocol) => zone.Ingress.Any(permit =>
        permit.Pods.Matches(pod.Labels)
        && (permit.Rule.Peers ?? []).Any(p => p is BlockPeer)
        && (permit.Rule.Ports is null || permit.Rule.Ports.Value.Any(p => (p.Protocol is null || p.Protocol == protocol)
            && (p.Name is null ? p.First <= port && port <= p.Last : pod.Ports.Contains(new(p.Name, protocol, port))))));

    private static Finding Exposed(Manifest written, Manifest service, Exposure found)
    {
        var isOwn = ReferenceEquals(written, service);
        return new()
        {
            Reason = "brings traffic from outside into a zone",
            Detail = $"zone `{found.Zone}` has a closed border, and port `{found.Port}`{(isOwn ? "" : $" of `Service {service.Namespace}/{service.Name}`")} leads from outside the cluster to {found.Protocol.Word()} `{found.Target}` of `{found.Pod}`{(KeepsAddress(service) ? ", which the zone lists for no address" : ", with the address of a node in place of the client's")}",
            Path = isOwn ? "spec.type" : "",
            At = isOwn ? service.Root.At("spec", "type") ?? service.Root["spec"] : written.Root,
            Key = $"{found.Zone} {(isOwn ? "" : $"{service.Namespace}/{service.Name} ")}{found.Port} {found.Protocol}",
            Witness = ManifestNode.Object(
                ("zone", ManifestNode.Of(found.Zone)),
                ("flow", ManifestNode.Object(("from", ManifestNode.Of("outside")), ("to", ManifestNode.Of(found.Pod)), ("protocol", ManifestNode.Of(found.Protocol.Word())), ("port", ManifestNode.Of((long)found.Target)))),
                ("service", isOwn ? null : ManifestNode.Of($"{service.Namespace}/{service.Name}")),
                ("servicePort", ManifestNode.Of((long)found.Port))),
            Fix = $"make it a Service inside the cluster, or set `externalTrafficPolicy: Local` and list the addresses with `ipBlock` in `spec.allowIngress` of zone `{found.Zone}`",
        };
    }
}
