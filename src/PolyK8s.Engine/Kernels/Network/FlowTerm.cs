using PolyK8s.Engine.Networks;
using PolyK8s.Kernels.SafePolicy;

namespace PolyK8s.Engine.Kernels.Network;

/// <summary>A flow in the kernel's types.</summary>
internal readonly struct FlowTerm
{
    private FlowTerm(_IFlow kernel) => Kernel = kernel;

    /// <summary>The flow.</summary>
    public _IFlow Kernel { get; }

    /// <summary>A flow between two ends.</summary>
    /// <param name="source">Who sends.</param>
    /// <param name="target">Who receives.</param>
    /// <param name="isLoop">Whether both are the very same pod.</param>
    /// <param name="protocol">The protocol.</param>
    /// <param name="port">The port.</param>
    public static FlowTerm Of(PodTerm source, PodTerm target, bool isLoop, FlowProtocol protocol, int port) =>
        new(Flow.create(source.First, isLoop ? target.First : target.Second, NetworkTerms.Of(protocol), port));

    /// <summary>What both directions come to together.</summary>
    public (Reach Reach, UnknownReason? Reason) Join(Ruling egress, Ruling ingress)
    {
        var outcome = Kernel.Join(egress.Kernel, ingress.Kernel);
        return outcome.is_Allowed ? (Reach.Allowed, null)
            : outcome.is_Denied ? (Reach.Denied, null)
            : (Reach.Unknown, Reasons.Of(outcome.dtor_reason));
    }

    /// <summary>Whether the target reaches itself, or is reached from its own node: then no policy counts.</summary>
    public bool IsBeyondPolicies => Kernel.IsLoop() || Kernel.FromOwnNode().is_Yes;
}
