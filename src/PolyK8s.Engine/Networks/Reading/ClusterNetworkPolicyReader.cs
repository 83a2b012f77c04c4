using System.Collections.Immutable;
using PolyK8s.Engine.Manifests;
using PolyK8s.Engine.Selectors;
using static PolyK8s.Engine.Networks.Reading.NetworkPolicyReader;

namespace PolyK8s.Engine.Networks.Reading;

/// <summary>Reads ClusterNetworkPolicy v1alpha2, AdminNetworkPolicy and BaselineAdminNetworkPolicy v1alpha1.</summary>
/// <remarks>
/// Mirrors sigs.k8s.io/network-policy-api/apis. A peer or protocol of a form nobody knows fails closed: the rule matches
/// nothing if it accepts, and denies everything if it denies or passes.
/// </remarks>
internal static class ClusterNetworkPolicyReader
{
    private const string Group = "policy.networking.k8s.io";

    /// <summary>ClusterNetworkPolicy, of two tiers.</summary>
    public static readonly GroupKind Cluster = new(Group, "ClusterNetworkPolicy");

    /// <summary>AdminNetworkPolicy, of the tier Admin.</summary>
    public static readonly GroupKind Admin = new(Group, "AdminNetworkPolicy");

    /// <summary>BaselineAdminNetworkPolicy, of the tier Baseline; there is at most one, called <c>default</c>.</summary>
    public static readonly GroupKind Baseline = new(Group, "BaselineAdminNetworkPolicy");

    /// <summary>The policy; null when its subject is of a form nobody knows.</summary>
    public static TrafficPolicy? Read(Manifest manifest)
    {
        var spec = manifest.Root["spec"] ?? ManifestNode.Object();
        var tier = manifest.Kind == Baseline.Kind || (manifest.Kind == Cluster.Kind && spec.TextAt("tier") == "Baseline") ? PolicyTier.Baseline : PolicyTier.Admin;
        if (Pods(spec["subject"]) is not { } subject)
        {
            return null;
        }

        var (ingress, egress) = (spec.ItemsAt("ingress"), spec.ItemsAt("egress"));
        return new(
            manifest,
            tier,
            manifest.Kind == Baseline.Kind ? 0 : Number(spec["priority"] ?? ManifestNode.Null),
            subject.Namespaces,
            subject.Pods,
            [.. ingress.IsEmpty ? Array.Empty<string>() : ["Ingress"], .. egress.IsEmpty ? Array.Empty<string>() : ["Egress"]],
            [.. ingress.Select((rule, i) => Rule(rule, "from", $"spec.ingress[{i}]"))],
            [.. egress.Select((rule, i) => Rule(rule, "to", $"spec.egress[{i}]"))]);
    }

    private static PodPeer? Pods(ManifestNode? subject) =>
        subject is { Members: [{ Name: "namespaces", Value: { Kind: NodeKind.Object } all }] } ? new(LabelSelector.From(all), LabelSelector.Everything)
        : subject is { Members: [{ Name: "pods", Value: { Kind: NodeKind.Object } some }] } ? new(Selector(some["namespaceSelector"]), Selector(some["podSelector"]))
        : null;

    private static TrafficRule Rule(ManifestNode rule, string peers, string path)
    {
        var action = rule.TextAt("action") switch { "Accept" or "Allow" => TrafficAction.Accept, "Pass" => TrafficAction.Pass, _ => TrafficAction.Deny };
        var read = rule.ItemsAt(peers).Select(Peers).ToImmutableArray();
        var ports = rule.ItemsAt("protocols").Select(Protocol).Concat(rule.ItemsAt("ports").Select(OldPort)).ToImmutableArray();
        return !read.IsEmpty && read.All(p => !p.IsEmpty) && ports.All(p => p is not null) ? new(action, [.. read.SelectMany(p => p)], ports.IsEmpty ? null : ports!, path, rule)
            : action == TrafficAction.Accept ? new(action, [], null, path, rule)
            : new(TrafficAction.Deny, null, null, path, rule);
    }

    // None for a form nobody knows.
    private static ImmutableArray<TrafficPeer> Peers(ManifestNode peer) => Pods(peer) is { } pods ? [pods] : peer.Members switch
    {
        [{ Name: "nodes" }] => [new OpaquePeer("nodes by their labels")],
        [{ Name: "domainNames" }] => [new OpaquePeer("domain names")],
        [{ Name: "networks" }] => [.. peer.TextsAt("networks").Select(cidr => Block(cidr, []))],
        _ => [],
    };

    private static TrafficPort? Protocol(ManifestNode protocol) => protocol.Members switch
    {
        [{ Name: "tcp", Value: var rest }] => Ranged(FlowProtocol.Tcp, rest["destinationPort"]),
        [{ Name: "udp", Value: var rest }] => Ranged(FlowProtocol.Udp, rest["destinationPort"]),
        [{ Name: "sctp", Value: var rest }] => Ranged(FlowProtocol.Sctp, rest["destinationPort"]),
        [{ Name: "destinationNamedPort", Value.Kind: NodeKind.String }] => new(null) { Name = protocol.TextAt("destinationNamedPort") },
        _ => null,
    };

    private static TrafficPort? Ranged(FlowProtocol? protocol, ManifestNode? port) =>
        protocol is null ? null
        : !IsSet(port) ? new(protocol)
        : port!["number"] is { } number ? new(protocol, Number(number), Number(number))
        : port["range"] is { } range ? new(protocol, Number(range["start"] ?? ManifestNode.Null), Number(range["end"] ?? ManifestNode.Null))
        : null;

    private static TrafficPort? OldPort(ManifestNode port) => port.Members switch
    {
        [{ Name: "portNumber", Value: var one }] => FlowProtocols.Of(one.TextAt("protocol") ?? "TCP") is { } protocol && one["port"] is { } number ? new(protocol, Number(number), Number(number)) : null,
        [{ Name: "portRange", Value: var range }] => FlowProtocols.Of(range.TextAt("protocol") ?? "TCP") is { } protocol ? new(protocol, Number(range["start"] ?? ManifestNode.Null), Number(range["end"] ?? ManifestNode.Null)) : null,
        [{ Name: "namedPort", Value.Kind: NodeKind.String }] => new(null) { Name = port.TextAt("namedPort") },
        _ => null,
    };
}
