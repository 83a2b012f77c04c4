using PolyK8s.Engine.Networks;
using PolyK8s.Kernels.Addresses;
using PolyK8s.Kernels.NetworkRules;
using PolyK8s.Kernels.SafePolicy;
using KernelPolicy = PolyK8s.Kernels.SafePolicy.Policy;
using KernelAction = PolyK8s.Kernels.NetworkRules.Action;

namespace PolyK8s.Engine.Kernels.Network;

/// <summary>A network policy in the kernel's types.</summary>
internal sealed class PolicyTerm
{
    private readonly _IPolicy _policy;

    private PolicyTerm(_IPolicy policy) => _policy = policy;

    /// <summary>Converts a policy.</summary>
    public static PolicyTerm Of(TrafficPolicy policy) => new(KernelPolicy.create(
        0,
        policy.Tier switch { PolicyTier.Admin => Tier.create_Admin(), PolicyTier.Network => Tier.create_Middle(), _ => Tier.create_Baseline() },
        policy.Priority,
        NetworkTerms.Place(policy.Namespaces, policy.Namespace),
        NetworkTerms.Of(policy.Pods),
        TypesOf(policy),
        NetworkTerms.Sequence(policy.Ingress.Select(r => Of(r, policy.Namespace))),
        NetworkTerms.Sequence(policy.Egress.Select(r => Of(r, policy.Namespace)))));

    /// <summary>Whether it is about a pod.</summary>
    public bool Selects(PodTerm pod) => pod.First.is_OfPod && _policy.Selects(pod.First.dtor_pod);

    /// <summary>Whether it has a say in a direction.</summary>
    public bool Governs(FlowDirection direction) => _policy.Governs(NetworkTerms.Of(direction));

    /// <summary>The policy under the number by which a list knows it.</summary>
    public _IPolicy Numbered(int id) => KernelPolicy.create(
        id, _policy.dtor_tier, _policy.dtor_priority, _policy.dtor_place, _policy.dtor_pods, _policy.dtor_types, _policy.dtor_ingress, _policy.dtor_egress);

    /// <summary>A rule; <paramref name="own"/> is the namespace of its policy.</summary>
    public static _IRule Of(TrafficRule rule, string own) => Rule.create(
        rule.Action switch { TrafficAction.Accept => KernelAction.create_Accept(), TrafficAction.Deny => KernelAction.create_Deny(), _ => KernelAction.create_Pass() },
        rule.Peers is null,
        NetworkTerms.Sequence((rule.Peers ?? []).Where(p => p is not NobodyPeer).Select(p => Of(p, own))),
        rule.Ports is null,
        NetworkTerms.Sequence((rule.Ports ?? []).Select(Of)));

    /// <summary>A peer; <paramref name="own"/> is the namespace of its policy.</summary>
    public static _IPeer Of(TrafficPeer peer, string own) => peer switch
    {
        PodPeer pods => Peer.create_Pods(NetworkTerms.Place(pods.Namespaces, own), NetworkTerms.Of(pods.Pods)),
        BlockPeer block => Peer.create_InBlock(Block.create(NetworkTerms.Of(block.Whole), NetworkTerms.Sequence(block.Except.Select(NetworkTerms.Of)))),
        _ => Peer.create_Opaque(0),
    };

    private static _IPort Of(TrafficPort port) => Port.create(
        port.ProtocolIsUnwritten ? Protocols.create_Unwritten() : port.Protocol is { } protocol ? Protocols.create_Only(NetworkTerms.Of(protocol)) : Protocols.create_Every(),
        port.Name is { } name ? Which.create_Called(name) : port.IsEvery ? Which.create_EveryPort() : Which.create_Within(port.First, port.Last));

    private static _ITypes TypesOf(TrafficPolicy policy) => policy.Types is { } types
        ? Types.create(true, types.Contains("Ingress"), types.Contains("Egress"))
        : Types.create(false, false, false);
}
