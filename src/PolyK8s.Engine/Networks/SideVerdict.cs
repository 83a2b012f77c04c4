namespace PolyK8s.Engine.Networks;

/// <summary>What the policies of one end say about a flow.</summary>
/// <param name="Direction">Which end: ingress is the one that receives.</param>
/// <param name="Reach">What they say.</param>
/// <param name="Ground">Why; null when no policy is about the pod.</param>
public sealed record SideVerdict(FlowDirection Direction, Reach Reach, VerdictGround? Ground)
{
    /// <summary>The policy that contradicts the ground; null without a contradiction.</summary>
    public VerdictGround? Other { get; init; }

    /// <summary>Why it cannot be told; null when it can.</summary>
    public UnknownReason? Reason { get; init; }
}

/// <summary>Why one end says what it says.</summary>
/// <param name="Policy">The policy.</param>
/// <param name="Rule">The rule that hits; null when the policy isolates the pod and no rule of any lets the flow through.</param>
public sealed record VerdictGround(TrafficPolicy Policy, TrafficRule? Rule);
