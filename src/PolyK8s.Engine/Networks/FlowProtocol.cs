using System.Text.Json.Serialization;

namespace PolyK8s.Engine.Networks;

/// <summary>The transport protocols network policies know.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<FlowProtocol>))]
public enum FlowProtocol
{
    /// <summary>TCP.</summary>
    [JsonStringEnumMemberName("TCP")]
    Tcp,

    /// <summary>UDP.</summary>
    [JsonStringEnumMemberName("UDP")]
    Udp,

    /// <summary>SCTP.</summary>
    [JsonStringEnumMemberName("SCTP")]
    Sctp,
}
