using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace PolyK8s.Engine.Networks.Answers;

/// <summary>The flows that one cluster has and the other has not.</summary>
/// <param name="ApiVersion">The version of this shape, <c>poly-k8s/v1</c>.</param>
/// <param name="Gained">Flows that got through in neither way before and do now.</param>
/// <param name="Lost">Flows that got through before and no longer do.</param>
public sealed record DifferenceAnswer(string ApiVersion, ImmutableArray<PairDifference> Gained, ImmutableArray<PairDifference> Lost)
{
    /// <summary>Pods that are only in the new cluster.</summary>
    public ImmutableArray<string> PodsAdded { get; init; } = [];

    /// <summary>Pods that are only in the old cluster.</summary>
    public ImmutableArray<string> PodsRemoved { get; init; } = [];

    /// <summary>What else bears on the answer, one line each; null when there is nothing.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ImmutableArray<string>? Notes { get; init; }
}

/// <summary>The ports that changed between one pod and another.</summary>
/// <param name="From">Who sends.</param>
/// <param name="To">Who receives.</param>
/// <param name="Ports">The ports.</param>
public sealed record PairDifference(string From, string To, ImmutableArray<PortRanges> Ports);
