using PolyK8s.Engine.Networks;
using PolyK8s.Kernels.NetworkRules;

namespace PolyK8s.Engine.Kernels.Network;

/// <summary>The reasons for doubt.</summary>
internal static class Reasons
{
    /// <summary>The kernel's reason, in ours.</summary>
    public static UnknownReason Of(_IReason reason) =>
        reason.is_PodAddress ? UnknownReason.PodAddress
        : reason.is_HostAddress ? UnknownReason.HostAddress
        : reason.is_HostNode ? UnknownReason.HostNode
        : reason.is_OpaquePeer ? UnknownReason.OpaquePeer
        : UnknownReason.Conflict;
}
