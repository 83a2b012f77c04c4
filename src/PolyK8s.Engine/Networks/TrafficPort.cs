namespace PolyK8s.Engine.Networks;

/// <summary>One port entry of a rule: numbers from a first to a last, or a name.</summary>
/// <param name="Protocol">The protocol; null for every protocol.</param>
/// <param name="First">The first number.</param>
/// <param name="Last">The last number.</param>
public sealed record TrafficPort(FlowProtocol? Protocol, int First = TrafficPort.Least, int Last = TrafficPort.Most)
{
    /// <summary>The least port number.</summary>
    public const int Least = 1;

    /// <summary>The greatest port number.</summary>
    public const int Most = 65535;

    /// <summary>The name; null where numbers count.</summary>
    public string? Name { get; init; }

    /// <summary>Whether the protocol is the default, not written.</summary>
    public bool ProtocolIsUnwritten { get; init; }

    /// <summary>Whether any number will do.</summary>
    public bool IsEvery => Name is null && First == Least && Last == Most;
}
