namespace PolyK8s.Engine.Networks;

/// <summary>Whether one flow gets through, and why.</summary>
/// <param name="Flow">The flow.</param>
/// <param name="Reach">The answer.</param>
/// <param name="Egress">What the policies of the end that sends say.</param>
/// <param name="Ingress">What the policies of the end that receives say.</param>
public sealed record FlowVerdict(NetworkFlow Flow, Reach Reach, SideVerdict Egress, SideVerdict Ingress)
{
    /// <summary>Why it cannot be told; null when it can.</summary>
    public UnknownReason? Reason { get; init; }

    /// <summary>Whether policies do not count: a pod reaches itself, and its node reaches it.</summary>
    public bool IsBeyondPolicies { get; init; }
}

/// <summary>A new connection.</summary>
/// <param name="From">Who sends.</param>
/// <param name="To">Who receives.</param>
/// <param name="Protocol">The protocol.</param>
/// <param name="Port">The port at the receiver.</param>
public sealed record NetworkFlow(FlowEnd From, FlowEnd To, FlowProtocol Protocol, int Port);
