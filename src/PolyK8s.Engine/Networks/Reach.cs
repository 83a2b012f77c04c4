using System.Text.Json.Serialization;

namespace PolyK8s.Engine.Networks;

/// <summary>Whether a flow gets through.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<Reach>))]
public enum Reach
{
    /// <summary>It does.</summary>
    Allowed,

    /// <summary>It does not.</summary>
    Denied,

    /// <summary>What is known does not decide it.</summary>
    Unknown,
}
