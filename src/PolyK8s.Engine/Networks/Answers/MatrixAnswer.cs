using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace PolyK8s.Engine.Networks.Answers;

/// <summary>Who reaches whom.</summary>
/// <param name="ApiVersion">The version of this shape, <c>poly-k8s/v1</c>.</param>
/// <param name="Pods">Every pod, and every workload without pods, <c>namespace/name</c>; the kind in brackets where names alone would not tell.</param>
public sealed record MatrixAnswer(string ApiVersion, ImmutableArray<string> Pods)
{
    /// <summary>The protocol asked for; null for all.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public FlowProtocol? Protocol { get; init; }

    /// <summary>The port asked for, a number or a name; null for all.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Port { get; init; }

    /// <summary>For one port and protocol: the pairs from which to which flows get through.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ImmutableArray<ImmutableArray<string>>? Allowed { get; init; }

    /// <summary>For one port and protocol: the pairs for which it cannot be told; null when there are none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ImmutableArray<ImmutableArray<string>>? Unknown { get; init; }

    /// <summary>For all ports: the pairs with the ports that get through; pairs without any left out.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ImmutableArray<PairPorts>? Intervals { get; init; }

    /// <summary>What else bears on the answer, one line each; null when there is nothing.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ImmutableArray<string>? Notes { get; init; }
}

/// <summary>The ports on which one pod reaches another.</summary>
/// <param name="From">Who sends.</param>
/// <param name="To">Who receives.</param>
/// <param name="Allowed">The ports that get through.</param>
/// <param name="Unknown">The ports for which it cannot be told; null when there are none.</param>
public sealed record PairPorts(
    string From,
    string To,
    ImmutableArray<PortRanges> Allowed,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] ImmutableArray<PortRanges>? Unknown);
