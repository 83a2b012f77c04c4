using System.Collections.Immutable;

namespace PolyK8s.Engine.Networks;

/// <summary>The names of the protocols.</summary>
public static class FlowProtocols
{
    /// <summary>Every protocol, in the order results list them.</summary>
    public static readonly ImmutableArray<FlowProtocol> All = [FlowProtocol.Tcp, FlowProtocol.Udp, FlowProtocol.Sctp];

    /// <summary>As the API writes it, <c>TCP</c>.</summary>
    public static string Word(this FlowProtocol protocol) => protocol switch
    {
        FlowProtocol.Tcp => "TCP",
        FlowProtocol.Udp => "UDP",
        _ => "SCTP",
    };

    /// <summary>The protocol the API calls <paramref name="word"/>; null if there is none.</summary>
    public static FlowProtocol? Of(string? word) => word switch
    {
        "TCP" => FlowProtocol.Tcp,
        "UDP" => FlowProtocol.Udp,
        "SCTP" => FlowProtocol.Sctp,
        _ => null,
    };
}
