namespace PolyK8s.Engine.Networks;

/// <summary>Why it cannot be told whether a flow gets through.</summary>
public enum UnknownReason
{
    /// <summary>A block of addresses decides, and the pod's address is not known.</summary>
    PodAddress,

    /// <summary>A block of addresses decides, and the address of a pod on its node's network is not known.</summary>
    HostAddress,

    /// <summary>A pod's own node always reaches it, and it is not known whether this is its node.</summary>
    HostNode,

    /// <summary>A peer decides that only the network plug-in can resolve: nodes, domain names.</summary>
    OpaquePeer,

    /// <summary>Two policies of one tier and priority contradict each other.</summary>
    Conflict,
}
