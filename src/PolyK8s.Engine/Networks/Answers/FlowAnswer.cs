using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace PolyK8s.Engine.Networks.Answers;

/// <summary>The answer to one question.</summary>
/// <param name="ApiVersion">The version of this shape, <c>poly-k8s/v1</c>.</param>
/// <param name="Verdict"><c>Allowed</c>, <c>Denied</c>, <c>Unknown</c>; <c>Mixed</c> where <paramref name="Answers"/> differ.</param>
/// <param name="Answers">One for each pod behind a Service, and for each range of addresses that fares differently.</param>
public sealed record FlowAnswer(string ApiVersion, string Verdict, ImmutableArray<OneAnswer> Answers)
{
    /// <summary>What else bears on the answer, one line each; null when there is nothing.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ImmutableArray<string>? Notes { get; init; }
}

/// <summary>What becomes of one flow.</summary>
/// <param name="From">Who sends.</param>
/// <param name="To">Who receives.</param>
/// <param name="Protocol">The protocol.</param>
/// <param name="Port">The port at the pod that receives.</param>
/// <param name="Verdict">The answer.</param>
/// <param name="Reason">Why it cannot be told: <c>podAddress</c>, <c>hostNetwork</c>, <c>hostNode</c>, <c>opaquePeer</c> or <c>ambiguous</c>; null when it can.</param>
/// <param name="Why">The answer in words, one line.</param>
/// <param name="Egress">What the policies of the sender say.</param>
/// <param name="Ingress">What the policies of the receiver say.</param>
public sealed record OneAnswer(
    string From,
    string To,
    FlowProtocol Protocol,
    int Port,
    Reach Verdict,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Reason,
    string Why,
    SideAnswer Egress,
    SideAnswer Ingress);

/// <summary>What the policies of one end say.</summary>
/// <param name="Verdict">What they say.</param>
/// <param name="Policy">The policy that decides, <c>NetworkPolicy x/deny-all</c>; null when none is about the pod.</param>
/// <param name="Rule">The rule that hits, <c>spec.ingress[0]</c>; null when the pod is isolated and no rule hits.</param>
/// <param name="Isolating">The NetworkPolicies that isolate the pod; none of their rules hits when the verdict is <c>Denied</c> without a rule.</param>
public sealed record SideAnswer(
    Reach Verdict,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Policy,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Rule,
    ImmutableArray<string> Isolating);
