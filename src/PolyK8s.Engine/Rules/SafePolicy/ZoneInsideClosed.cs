using PolyK8s.Engine.Manifests;
using PolyK8s.Engine.Networks;
using PolyK8s.Engine.Networks.Zones;

namespace PolyK8s.Engine.Rules.SafePolicy;

// SafePolicy/zone-inside-closed
//
// In a zone that is open inside, all pods may talk to one another. Owners of such a zone (class Mutable or Hybrid) have
// promised each other that; the first NetworkPolicy that isolates a pod breaks the promise, and nobody is told until
// something times out.
//
// Looked at: NetworkPolicies and their cluster-wide kin when they are created, changed or deleted, pods and workloads, the
// labels of namespaces, and zones.
//
// Found: a flow between two pods of the zone that the change refuses and that was not refused before, with the policies
// that refuse it. What cannot be told (an address that nobody knows) is not counted as refused.
//
// Allowed: policies that let the whole zone in, and whatever concerns the world outside the zone.

/// <summary>Changes that close flows inside a zone that is open inside.</summary>
public sealed class ZoneInsideClosed : IRule
{
    /// <inheritdoc />
    public RuleCard Card { get; } = new()
    {
        Id = "SafePolicy/zone-inside-closed",
        Title = "in a zone that is open inside, all pods may talk to one another",
        Why = "the first policy that isolates a pod refuses everything it does not name, and what worked in the zone times out",
        Reads = "NetworkPolicies and their cluster-wide kin, pods and workloads, labels of namespaces, and NetworkZones of class Mutable or Hybrid; "
            + "the witness is one flow that the change refuses (`zone`, `flow`, `before`, `after`) and the policy that refuses it",
        Allows = "policies that let in the namespaces of the whole zone; add such a rule, or leave the pod out of the policy",
        Scopes = [.. ZoneImpact.Kinds.Select(kind => new RuleScope(kind.Group, kind.Kind, [Operation.Create, Operation.Update, Operation.Delete]))],
        Severity = Severity.Error,
        Theorem = "SafePolicy.DifferencesAreExact",
        NeedsKinds = [NetworkZone.Kind, new("", "Namespace"), new("", "Pod"), new("networking.k8s.io", "NetworkPolicy")],
    };

    /// <inheritdoc />
    public IEnumerable<Finding> Judge(Change change, ClusterView view) => FirstFindings.Of(ZoneImpact.Of(change, view).Lost().Select(lost => Closed(change, lost)));

    private static Finding Closed(Change change, LostFlow lost)
    {
        var side = lost.Verdict.Ingress.Reach == Reach.Denied ? lost.Verdict.Ingress : lost.Verdict.Egress;
        return new()
        {
            Reason = "closes a zone inside",
            Detail = $"zone `{lost.Zone.Name}` promises {FlowWords.Of(lost.Flow)}, which {FlowWords.Ground(side)} now refuses",
            Path = FlowWords.Path(change, side.Ground),
            At = FlowWords.At(change, side.Ground),
            Key = $"{lost.Zone.Name} {FlowWords.Of(lost.Flow)}",
            Witness = ManifestNode.Object(
                ("zone", ManifestNode.Of(lost.Zone.Name)),
                ("flow", FlowWords.AsWitness(lost.Flow)),
                ("before", ManifestNode.Of("allowed or absent")),
                ("after", ManifestNode.Of("denied")),
                ("policy", side.Ground is { } ground ? ManifestNode.Of(ground.Policy.Words) : null)),
            Fix = $"let in the namespaces of zone `{lost.Zone.Name}` by a rule of their labels, or do not select the pod",
        };
    }
}
