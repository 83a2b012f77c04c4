namespace PolyK8s.Engine.Networks;

/// <summary>The reasons in words.</summary>
public static class UnknownReasons
{
    /// <summary>One line.</summary>
    public static string Words(this UnknownReason reason) => reason switch
    {
        UnknownReason.PodAddress => "a block of addresses decides, and the pod's address is not known",
        UnknownReason.HostAddress => "a block of addresses decides, and the address of a pod on its node's network is not known",
        UnknownReason.HostNode => "a pod is always reached from its own node, and it is not known whether both are on one node",
        UnknownReason.OpaquePeer => "a peer decides that only the network plug-in can resolve (nodes or domain names)",
        _ => "two policies of one tier and priority contradict each other",
    };

    /// <summary>The short name results carry.</summary>
    public static string Code(this UnknownReason reason) => reason switch
    {
        UnknownReason.PodAddress => "podAddress",
        UnknownReason.HostAddress => "hostNetwork",
        UnknownReason.HostNode => "hostNode",
        UnknownReason.OpaquePeer => "opaquePeer",
        _ => "ambiguous",
    };
}
