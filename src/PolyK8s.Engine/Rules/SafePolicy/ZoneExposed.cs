using PolyK8s.Engine.Manifests;
using PolyK8s.Engine.Networks;
using PolyK8s.Engine.Networks.Zones;

namespace PolyK8s.Engine.Rules.SafePolicy;

// SafePolicy/zone-exposed
//
// A Service of type NodePort or LoadBalancer, or one with external addresses, brings traffic from outside the cluster to its
// pods. Unless it keeps the client's address (`externalTrafficPolicy: Local`), the pods see the address of a node, and no
// policy can close what comes from a pod's own node: kubelet must reach it. So such a Service is a way past the border.
//
// Looked at: Services that select pods of a zone with a closed border (Restricted or Hybrid) and bring traffic from outside.
//
// Found: a port at which the zone lists no address outside, or any port where the client's address is not kept.
//
// Allowed: Services inside the cluster; Services with `externalTrafficPolicy: Local` whose ports the zone lists with an
// `ipBlock`.

/// <summary>Services that bring traffic from outside into a zone.</summary>
public sealed class ZoneExposed : IRule
{
    /// <inheritdoc />
    public RuleCard Card { get; } = new()
    {
        Id = "SafePolicy/zone-exposed",
        Title = "no Service brings traffic from outside past the border of a zone",
        Why = "a NodePort or LoadBalancer Service that does not keep the client's address makes outside traffic look like that of a node, and what comes from a pod's own node no policy can close",
        Reads = "`type`, `externalIPs`, `externalTrafficPolicy`, `selector` and `ports` of Services, the pods they select, and NetworkZones of class Restricted or Hybrid; "
            + "the witness is one flow (`zone`, `flow`, `servicePort`)",
        Allows = "Services inside the cluster, and those that keep the client's address at ports the zone lists with an `ipBlock`; set `externalTrafficPolicy: Local` and list the addresses in the zone",
        Scopes = [RuleScope.Writes("", "Service")],
        Severity = Severity.Error,
        Theorem = null,
        NeedsKinds = [NetworkZone.Kind, new("", "Namespace"), new("", "Pod")],
    };

    /// <inheritdoc />
    public IEnumerable<Finding> Judge(Change change, ClusterView view)
    {
        var service = change.After!;
        if (!IsOutside(service))
        {
            yield break;
        }

        var world = change.WorldAfter(view);
        var index = NetworkIndex.Of(world);
        foreach (var zone in NetworkZones.Of(world).Of(index.Namespace(service.Namespace)).Where(z => z.HasBorder))
        {
            if (First(index, zone, service) is var (pod, port, target, protocol))
            {
                yield return Exposed(service, zone, pod, port, target, protocol);
            }
        }
    }

    private static bool IsOutside(Manifest service) =>
        service.Root.TextAt("spec", "type") is "NodePort" or "LoadBalancer" || !service.Root.ItemsAt("spec", "externalIPs").IsEmpty;

    private static bool KeepsAddress(Manifest service) => service.Root.TextAt("spec", "externalTrafficPolicy") == "Local";

    private static (NetworkPod Pod, int Port, int Target, FlowProtocol Protocol)? First(NetworkIndex index, NetworkZone zone, Manifest service)
    {
        foreach (var pod in ServicePorts.Pods(index, service) ?? [])
        {
            foreach (var (port, protocol) in ServicePorts.All(service))
            {
                var word = port.ToString(System.Globalization.CultureInfo.InvariantCulture);
                if (ServicePorts.Target(service, word, protocol, pod) is { } target && !(KeepsAddress(service) && IsListed(zone, pod, target, protocol)))
                {
                    return (pod, port, target, protocol);
                }
            }
        }

        return null;
    }

    private static bool IsListed(NetworkZone zone, NetworkPod pod, int port, FlowProtocol protocol) => zone.Ingress.Any(permit =>
        permit.Pods.Matches(pod.Labels)
        && (permit.Rule.Peers ?? []).Any(p => p is BlockPeer)
        && (permit.Rule.Ports is null || permit.Rule.Ports.Value.Any(p => (p.Protocol is null || p.Protocol == protocol)
            && (p.Name is null ? p.First <= port && port <= p.Last : pod.Ports.Contains(new(p.Name, protocol, port))))));

    private static Finding Exposed(Manifest service, NetworkZone zone, NetworkPod pod, int port, int target, FlowProtocol protocol) => new()
    {
        Reason = "brings traffic from outside into a zone",
        Detail = $"zone `{zone.Name}` has a closed border, and port `{port}` leads from outside the cluster to {protocol.Word()} `{target}` of `{pod}`{(KeepsAddress(service) ? ", which the zone lists for no address" : ", with the address of a node in place of the client's")}",
        Path = "spec.type",
        At = service.Root.At("spec", "type") ?? service.Root["spec"],
        Key = $"{zone.Name} {port} {protocol}",
        Witness = ManifestNode.Object(
            ("zone", ManifestNode.Of(zone.Name)),
            ("flow", ManifestNode.Object(("from", ManifestNode.Of("outside")), ("to", ManifestNode.Of(pod.ToString())), ("protocol", ManifestNode.Of(protocol.Word())), ("port", ManifestNode.Of((long)target)))),
            ("servicePort", ManifestNode.Of((long)port))),
        Fix = $"make it a Service inside the cluster, or set `externalTrafficPolicy: Local` and list the addresses with `ipBlock` in `spec.allowIngress` of zone `{zone.Name}`",
    };
}
