using PolyK8s.Engine.Kernels.Network;

namespace PolyK8s.Engine.Networks;

/// <summary>One end of a flow: a pod, or an address outside the cluster.</summary>
public sealed class FlowEnd
{
    private FlowEnd(NetworkPod? pod, NetworkAddress address, PodTerm term) => (Pod, Address, Term) = (pod, address, term);

    /// <summary>The pod; null for an address.</summary>
    public NetworkPod? Pod { get; }

    /// <summary>The address, if it is no pod.</summary>
    public NetworkAddress Address { get; }

    /// <summary>The end as the kernel reads it.</summary>
    internal PodTerm Term { get; }

    /// <summary>A pod.</summary>
    public static FlowEnd Of(NetworkPod pod) => new(pod, default, pod.Term);

    /// <summary>An address outside the cluster.</summary>
    public static FlowEnd Of(NetworkAddress address) => new(null, address, PodTerm.Of(address));

    /// <summary>Whether both are the very same pod. The pods of one workload are different pods.</summary>
    public bool IsSamePod(FlowEnd other) =>
        Pod is { IsWorkload: false } mine && other.Pod is { IsWorkload: false } its && mine.Title == its.Title;

    /// <inheritdoc />
    public override string ToString() => Pod?.ToString() ?? Address.ToString();
}
