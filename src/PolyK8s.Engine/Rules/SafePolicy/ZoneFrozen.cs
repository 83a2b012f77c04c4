using PolyK8s.Engine.Manifests;
using PolyK8s.Engine.Networks;
using PolyK8s.Engine.Networks.Zones;

namespace PolyK8s.Engine.Rules.SafePolicy;

// SafePolicy/zone-frozen
//
// In a zone of class Immutable network policies stay as they are: what was reviewed is what runs. To change them, change
// the class of the zone first, which is a change of its own that others can see.
//
// Looked at: NetworkPolicies that are created, changed or deleted in a namespace of such a zone.
//
// Allowed: changes of labels and annotations of a policy, and whatever leaves its spec as it was.

/// <summary>Changes of network policies in a zone where they stay as they are.</summary>
public sealed class ZoneFrozen : IRule
{
    /// <inheritdoc />
    public RuleCard Card { get; } = new()
    {
        Id = "SafePolicy/zone-frozen",
        Title = "network policies of an immutable zone stay as they are",
        Why = "what was reviewed must be what runs; a policy that changes quietly undoes the review",
        Reads = "the spec of NetworkPolicies in namespaces of a NetworkZone of class Immutable; the witness names the zone and what is done (`zone`, `operation`)",
        Allows = "changes that leave the spec as it was; change the class of the zone first where the policies must change",
        Scopes = [new("networking.k8s.io", "NetworkPolicy", [Operation.Create, Operation.Update, Operation.Delete])],
        Severity = Severity.Error,
        Theorem = null,
        NeedsKinds = [NetworkZone.Kind, new("", "Namespace")],
    };

    /// <inheritdoc />
    public IEnumerable<Finding> Judge(Change change, ClusterView view)
    {
        var ns = NetworkIndex.Of(change.WorldAfter(view)).Namespace(change.Object.Namespace);
        var zone = NetworkZones.Of(view).Of(ns).FirstOrDefault(z => z.Class == ZoneClass.Immutable);
        if (zone is null || (change is { Before: { } before, After: { } after } && before.Root["spec"]?.ToString() == after.Root["spec"]?.ToString()))
        {
            yield break;
        }

        var (word, isOld) = change.Operation switch
        {
            Operation.Create => ("creates", false),
            Operation.Delete => ("deletes", false),
            _ => ("changes", true),
        };
        yield return new()
        {
            Reason = "zone is immutable",
            Detail = $"zone `{zone.Name}` keeps its network policies as they are, and this {word} `{change.Object.Reference}`",
            Path = "spec",
            At = change.Object.Root["spec"],
            Key = $"{zone.Name} {isOld} {change.Object.Root["spec"]}",
            Witness = ManifestNode.Object(("zone", ManifestNode.Of(zone.Name)), ("operation", ManifestNode.Of(change.Operation.ToString().ToUpperInvariant()))),
            Fix = $"leave the policy as it is, or change the class of zone `{zone.Name}` first",
        };
    }
}
