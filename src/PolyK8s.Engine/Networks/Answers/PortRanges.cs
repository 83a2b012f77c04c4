using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json.Serialization;

namespace PolyK8s.Engine.Networks.Answers;

/// <summary>The ports on which flows between two ends get through, for one protocol.</summary>
/// <param name="Protocol">The protocol.</param>
/// <param name="Ports">First and last number of each range.</param>
public sealed record PortRanges(FlowProtocol Protocol, ImmutableArray<ImmutableArray<int>> Ports)
{
    /// <summary><c>TCP 80,443</c>; <c>TCP</c> for all ports.</summary>
    [JsonIgnore]
    public string Words => Ports is [[TrafficPort.Least, TrafficPort.Most]]
        ? Protocol.Word()
        : $"{Protocol.Word()} {string.Join(',', Ports.Select(p => p[0] == p[1] ? p[0].ToString(CultureInfo.InvariantCulture) : string.Create(CultureInfo.InvariantCulture, $"{p[0]}-{p[1]}")))}";

    /// <summary>Those of some intervals that fare as asked; protocols without any left out.</summary>
    public static ImmutableArray<PortRanges> Of(IEnumerable<PortInterval> intervals, Reach asked) =>
    [
        .. intervals.Where(i => i.Reach == asked)
            .GroupBy(i => i.Protocol)
            .Select(g => new PortRanges(g.Key, [.. g.Select(i => ImmutableArray.Create(i.First, i.Last))])),
    ];
}
