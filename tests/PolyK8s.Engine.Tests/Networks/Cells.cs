using PolyK8s.Engine.Manifests;
using PolyK8s.Engine.Networks;
using PolyK8s.Readings;

namespace PolyK8s.Engine.Tests.Networks;

/// <summary>Every question worth asking of a small cluster, and both answers.</summary>
internal static class Cells
{
    /// <summary>The first flow on which the product and a reading differ; null when they agree on all.</summary>
    /// <param name="objects">The cluster.</param>
    /// <param name="agree">Whether the product's answer fits those of the reading, by both guesses.</param>
    /// <param name="reading">How to read the cluster a second time.</param>
    public static string? Difference(Manifest[] objects, Func<Reach, Reach, Reach, bool> agree, Func<IReadOnlyList<Manifest>, bool, NetworkReading> reading)
    {
        var reach = NetworkReach.Of(ClusterView.Of(objects));
        var (yes, no) = (reading(objects, true), reading(objects, false));
        var ends = Ends(objects, reach).ToList();
        foreach (var (from, readFrom) in ends)
        {
            foreach (var (to, readTo) in ends.Where(e => e.Read.Pod is not null || readFrom.Pod is not null))
            {
                foreach (var protocol in FlowProtocols.All)
                {
                    foreach (var port in NetworkVocabulary.Ports)
                    {
                        var got = reach.Ask(new(from, to, protocol, port)).Reach;
                        if (!agree(got, yes.Ask(readFrom, readTo, protocol.Word(), port), no.Ask(readFrom, readTo, protocol.Word(), port)))
                        {
                            return $"{from} to {to} on {protocol}/{port}: {got}";
                        }
                    }
                }
            }
        }

        return null;
    }

    private static IEnumerable<(FlowEnd End, ReadEnd Read)> Ends(Manifest[] objects, NetworkReach reach) =>
        reach.Pods.Select(p => (FlowEnd.Of(p), new ReadEnd(objects.Single(o => o.Kind == "Pod" && o.Namespace == p.Namespace && o.Name == p.Name), null)))
            .Concat(NetworkVocabulary.Addresses.Select(a => (FlowEnd.Of(NetworkAddress.Parse(a)!.Value), new ReadEnd(null, a))));
}
