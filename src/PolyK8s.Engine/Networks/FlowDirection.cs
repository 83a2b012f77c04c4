using System.Text.Json.Serialization;

namespace PolyK8s.Engine.Networks;

/// <summary>The side of a flow whose policies decide.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<FlowDirection>))]
public enum FlowDirection
{
    /// <summary>Into the pod that receives.</summary>
    [JsonStringEnumMemberName("ingress")]
    Ingress,

    /// <summary>Out of the pod that sends.</summary>
    [JsonStringEnumMemberName("egress")]
    Egress,
}
