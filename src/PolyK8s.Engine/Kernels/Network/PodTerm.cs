using PolyK8s.Engine.Networks;
using PolyK8s.Kernels.NetworkRules;

namespace PolyK8s.Engine.Kernels.Network;

/// <summary>An end of a flow in the kernel's types.</summary>
/// <remarks>
/// The kernel tells a pod that reaches itself by its number. Only two ends meet in a flow, so each is kept under two
/// numbers: the first, and one for the other end.
/// </remarks>
internal sealed class PodTerm
{
    private PodTerm(_IEndpoint first, _IEndpoint second) => (First, Second) = (first, second);

    /// <summary>The end of number 0.</summary>
    public _IEndpoint First { get; }

    /// <summary>The same end of number 1.</summary>
    public _IEndpoint Second { get; }

    /// <summary>A pod.</summary>
    public static PodTerm Of(NetworkPod pod)
    {
        var (nsLabels, labels) = (NetworkTerms.Of(pod.NamespaceLabels), NetworkTerms.Of(pod.Labels));
        var addresses = NetworkTerms.Sequence(pod.Addresses.Select(NetworkTerms.Of));
        var node = pod.Node is { } name ? Node.create_OnNode(name) : Node.create_NotKnown();
        var ports = NetworkTerms.Sequence(pod.Ports.Select(p => ContainerPort.create(p.Name, NetworkTerms.Of(p.Protocol), p.Number)));
        return new(Numbered(0), Numbered(1));

        _IEndpoint Numbered(int id) => Endpoint.create_OfPod(Pod.create(id, pod.Namespace, nsLabels, labels, pod.OnHost, addresses, node, ports));
    }

    /// <summary>An address outside the cluster.</summary>
    public static PodTerm Of(NetworkAddress address)
    {
        var outside = Endpoint.create_Outside(NetworkTerms.Of(address));
        return new(outside, outside);
    }
}
