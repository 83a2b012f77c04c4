namespace PolyK8s.Engine.Networks.Answers;

/// <summary>Puts a verdict into words.</summary>
internal static class Explanation
{
    /// <summary>The answer, with the policies that make it.</summary>
    public static OneAnswer Of(NetworkReach reach, FlowVerdict verdict, string from, string to) => new(
        from,
        to,
        verdict.Flow.Protocol,
        verdict.Flow.Port,
        verdict.Reach,
        verdict.Reason?.Code(),
        Why(verdict, from, to),
        Side(reach, verdict.Egress, verdict.Flow.From),
        Side(reach, verdict.Ingress, verdict.Flow.To));

    private static SideAnswer Side(NetworkReach reach, SideVerdict side, FlowEnd end) => new(
        side.Reach,
        side.Ground?.Policy.Words,
        side.Ground?.Rule?.Path,
        end.Pod is { OnHost: false } pod ? [.. reach.PoliciesOf(pod).Where(p => p.Tier == PolicyTier.Network && p.Governs(side.Direction)).Select(p => p.Words)] : []);

    private static string Why(FlowVerdict verdict, string from, string to) =>
        verdict.IsBeyondPolicies ? (verdict.Flow.From.IsSamePod(verdict.Flow.To) ? $"`{to}` always reaches itself" : $"`{to}` is always reached from its own node")
        : verdict.Reason is { } reason ? $"it cannot be told: {reason.Words()}{Against(verdict)}"
        : verdict.Reach == Reach.Denied ? string.Join("; ", new[] { Words(verdict.Egress, from), Words(verdict.Ingress, to) }.Zip([verdict.Egress, verdict.Ingress]).Where(s => s.Second.Reach == Reach.Denied).Select(s => s.First))
        : $"{Words(verdict.Egress, from)}; {Words(verdict.Ingress, to)}";

    private static string Against(FlowVerdict verdict) => (verdict.Egress.Other is not null ? verdict.Egress : verdict.Ingress) is { Ground: { } one, Other: { } other }
        ? $" (`{one.Policy.Words}` `{one.Rule?.Path}` and `{other.Policy.Words}` `{other.Rule?.Path}`)"
        : "";

    private static string Words(SideVerdict side, string name)
    {
        var direction = side.Direction == FlowDirection.Ingress ? "ingress" : "egress";
        return side.Ground switch
        {
            null => $"no policy restricts {direction} of `{name}`",
            { Rule: null } ground => $"`{ground.Policy.Words}` isolates `{name}` for {direction}, and no rule of its policies lets the flow through",
            { Rule: { } rule } ground => $"`{ground.Policy.Words}` `{rule.Path}` {(side.Reach == Reach.Allowed ? "allows" : "denies")} {direction} of `{name}`",
        };
    }
}
