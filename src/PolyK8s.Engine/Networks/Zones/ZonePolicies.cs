using System.Collections.Immutable;
using PolyK8s.Engine.Manifests;

namespace PolyK8s.Engine.Networks.Zones;

/// <summary>The fewest NetworkPolicies that realise a zone with a border: one that isolates and lets the zone in, and one for each entry of its lists.</summary>
/// <remarks>They have the form of <c>GeneratedPoliciesAllowExactlyTheZone</c> in GUARANTEES.md.</remarks>
public static class ZonePolicies
{
    /// <summary>The policies for some namespaces of the zone.</summary>
    public static ImmutableArray<Manifest> Of(NetworkZone zone, IEnumerable<string> namespaces) =>
        [.. namespaces.SelectMany(ns => zone.Closed.Count() == 1
            ? InOne(zone, ns).Where(p => p.Direction != FlowDirection.Egress).Select(p => p.Policy)
            : InOne(zone, ns).Select(p => p.Policy))];

    private static IEnumerable<(FlowDirection? Direction, Manifest Policy)> InOne(NetworkZone zone, string ns)
    {
        var inside = ManifestNode.Array([ManifestNode.Object(("namespaceSelector", zone.Source.Root.At("spec", "namespaces")))]);
        var closed = zone.Closed.ToList();
        yield return (null, Policy(zone, ns, $"zone-{zone.Name}", ManifestNode.Object(), closed, d => ManifestNode.Object((Peers(d), inside))));
        foreach (var direction in closed)
        {
            foreach (var (permit, i) in zone.Permits(direction).Select((permit, i) => (permit.Rule.At!, i)))
            {
                var rule = ManifestNode.Object((Peers(direction), permit[Peers(direction)]), ("ports", permit["ports"]));
                var name = $"zone-{zone.Name}-{(direction == FlowDirection.Ingress ? "in" : "out")}-{i}";
                yield return (direction, Policy(zone, ns, name, permit[direction == FlowDirection.Ingress ? "to" : "from"] ?? ManifestNode.Object(), [direction], _ => rule));
            }
        }
    }

    private static string Peers(FlowDirection direction) => direction == FlowDirection.Ingress ? "from" : "to";

    private static Manifest Policy(NetworkZone zone, string ns, string name, ManifestNode pods, List<FlowDirection> directions, Func<FlowDirection, ManifestNode> rule) => new(ManifestNode.Object(
        ("apiVersion", ManifestNode.Of("networking.k8s.io/v1")),
        ("kind", ManifestNode.Of("NetworkPolicy")),
        ("metadata", ManifestNode.Object(
            ("name", ManifestNode.Of(name)),
            ("namespace", ManifestNode.Of(ns)),
            ("labels", ManifestNode.Object(("safety.poly-k8s.io/zone", ManifestNode.Of(zone.Name)))))),
        ("spec", ManifestNode.Object(
            ("podSelector", pods),
            ("policyTypes", ManifestNode.Array(directions.Select(d => d.ToString()))),
            ("ingress", directions.Contains(FlowDirection.Ingress) ? ManifestNode.Array([rule(FlowDirection.Ingress)]) : null),
            ("egress", directions.Contains(FlowDirection.Egress) ? ManifestNode.Array([rule(FlowDirection.Egress)]) : null)))));
}
