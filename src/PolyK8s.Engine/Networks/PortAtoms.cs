using System.Collections.Immutable;

namespace PolyK8s.Engine.Networks;

/// <summary>The port numbers, cut into ranges inside which no policy and no pod tells one number from another.</summary>
internal static class PortAtoms
{
    /// <summary>The first number of each range.</summary>
    /// <param name="policies">The policies that are asked.</param>
    /// <param name="target">Who receives; names are looked up among its ports.</param>
    public static ImmutableArray<int> Of(IEnumerable<TrafficPolicy> policies, NetworkPod? target) =>
        Of(policies.SelectMany(p => p.Ingress.Concat(p.Egress)).SelectMany(r => r.Ports ?? []), target);

    /// <summary>The first number of each range.</summary>
    public static ImmutableArray<int> Of(IEnumerable<TrafficPort> ports, NetworkPod? target) => Of(ports, target?.Ports ?? []);

    /// <summary>The first number of each range.</summary>
    public static ImmutableArray<int> Of(IEnumerable<TrafficPort> ports, ImmutableArray<PodPort> named)
    {
        var cuts = new SortedSet<int> { TrafficPort.Least };
        foreach (var port in ports.Where(p => p.Name is null))
        {
            Cut(cuts, port.First, port.Last);
        }

        foreach (var port in named)
        {
            Cut(cuts, port.Number, port.Number);
        }

        return [.. cuts];
    }

    private static void Cut(SortedSet<int> cuts, int first, int last)
    {
        foreach (var cut in new[] { first, last + 1 })
        {
            if (cut is >= TrafficPort.Least and <= TrafficPort.Most)
            {
                cuts.Add(cut);
            }
        }
    }
}
