using System.Collections.Immutable;
using PolyK8s.Engine.Manifests;
using PolyK8s.Engine.Networks;
using PolyK8s.Engine.Networks.Zones;

namespace PolyK8s.Engine.Rules.SafePolicy;

// SafePolicy/zone-overlap
//
// A namespace is in one zone at most. Two zones that hold the same namespace promise different things about the same pods:
// one may close a border in the middle of the other, and nobody can tell whose list counts.
//
// Looked at: NetworkZones and the labels of namespaces, when either is created or changed.
//
// Found: a namespace that two zones hold.
//
// Allowed: zones whose selectors could meet in a namespace that does not exist.

/// <summary>Namespaces that two zones hold.</summary>
public sealed class ZoneOverlap : IRule
{
    /// <inheritdoc />
    public RuleCard Card { get; } = new()
    {
        Id = "SafePolicy/zone-overlap",
        Title = "a namespace is in one zone at most",
        Why = "two zones that hold one namespace promise different things about the same pods, and nobody can tell whose list counts",
        Reads = "`spec.namespaces` of NetworkZones and the labels of namespaces; the witness names the namespace and both zones (`namespace`, `zones`)",
        Allows = "zones that no namespace is in together; make the selectors exclude each other, or change the labels of the namespace",
        Scopes = [RuleScope.Writes(NetworkZone.Kind.Group, NetworkZone.Kind.Kind), RuleScope.Writes("", "Namespace")],
        Severity = Severity.Error,
        Theorem = null,
        NeedsKinds = [NetworkZone.Kind, new("", "Namespace")],
    };

    /// <inheritdoc />
    public IEnumerable<Finding> Judge(Change change, ClusterView view)
    {
        var world = change.WorldAfter(view);
        var (index, zones) = (NetworkIndex.Of(world), NetworkZones.Of(world));
        var isZone = change.Object.Kind == NetworkZone.Kind.Kind;
        var held = isZone
            ? zones.Find(change.Object.Name) is { } own ? index.Matching(own.Namespaces) : []
            : [index.Namespace(change.Object.Name)];
        foreach (var ns in held)
        {
            var holders = zones.Of(ns).Select(z => z.Name).ToImmutableArray();
            if (holders.Length > 1)
            {
                // One namespace says it; the others follow from the same selectors.
                yield return Overlapping(change.Object, isZone, ns.Name, holders);
                yield break;
            }
        }
    }

    private static Finding Overlapping(Manifest subject, bool isZone, string ns, ImmutableArray<string> holders) => new()
    {
        Reason = "zones overlap",
        Detail = $"namespace `{ns}` is in the zones {string.Join(" and ", holders.Select(h => $"`{h}`"))}",
        Path = isZone ? "spec.namespaces" : "metadata.labels",
        At = isZone ? subject.Root.At("spec", "namespaces") : subject.Root.At("metadata", "labels"),
        Key = string.Join(' ', holders),
        Witness = ManifestNode.Object(("namespace", ManifestNode.Of(ns)), ("zones", ManifestNode.Array(holders))),
        Fix = isZone ? "make the selectors of the zones exclude each other" : "change the labels of the namespace so that one zone holds it",
    };
}
