using PolyK8s.Engine.Manifests;
using PolyK8s.Engine.Networks;
using PolyK8s.Engine.Networks.Zones;

namespace PolyK8s.Engine.Rules.SafePolicy;

// SafePolicy/zone-border-opened
//
// What a NetworkZone does not list does not cross its border. Network policies only ever add up, and any of them, a label
// of a pod or of a namespace, or the deletion of a policy can open a way into the pods of a zone that nobody meant. This
// rule compares what the policies allow before a change with what they allow after it.
//
// Looked at: NetworkPolicies, ClusterNetworkPolicies, AdminNetworkPolicies and BaselineAdminNetworkPolicies when they are
// created, changed or deleted; pods and workloads (labels, `hostNetwork`, ports); the labels of namespaces; and zones. A
// zone of class Restricted or Hybrid closes its border for ingress, and for egress when it has `allowEgress`.
//
// Found: a flow over the border that the change opens and the zone does not list, with the rule that allows it; and a pod
// of the zone that no NetworkPolicy isolates after the change. A pod on the network of its node is beyond any policy and
// counts as not isolated. What was open before is not the fault of a change that leaves it so.
//
// Allowed: everything the zone lists, whatever happens inside the zone, and every change that closes.

/// <summary>Changes that open the border of a zone.</summary>
public sealed class ZoneBorderOpened : IRule
{
    /// <inheritdoc />
    public RuleCard Card { get; } = new()
    {
        Id = "SafePolicy/zone-border-opened",
        Title = "nothing crosses the border of a zone but what the zone lists",
        Why = "network policies add up: one more policy, another label or a deleted policy can open pods to everybody, and the API server lets it pass",
        Reads = "NetworkPolicies and their cluster-wide kin, pods and workloads, labels of namespaces, and NetworkZones of class Restricted or Hybrid; "
            + "the witness is one flow that the change opens (`zone`, `direction`, `flow`, `before`, `after`) and the policy and rule that allow it, or the pod that nobody isolates",
        Allows = "flows that the zone lists in `allowIngress` and `allowEgress`, flows inside the zone, and every change that closes; narrow the rule, or list the flow in the zone",
        Scopes = [.. ZoneImpact.Kinds.Select(kind => new RuleScope(kind.Group, kind.Kind, [Operation.Create, Operation.Update, Operation.Delete]))],
        Severity = Severity.Error,
        Theorem = "NetworkZones.ABreachIsReal",
        NeedsKinds = [NetworkZone.Kind, new("", "Namespace"), new("", "Pod"), new("networking.k8s.io", "NetworkPolicy")],
    };

    /// <inheritdoc />
    public IEnumerable<Finding> Judge(Change change, ClusterView view) =>
        FirstFindings.Of(ZoneImpact.Of(change, view).Breaches().DistinctBy(b => b.Key).Select(b => Opened(change, b)));

    private static Finding Opened(Change change, ZoneBreach breach)
    {
        var way = breach.Direction == FlowDirection.Ingress ? "ingress" : "egress";
        return new()
        {
            Reason = breach.Flow is null ? "pod of a zone is not isolated" : "opens the border of a zone",
            Detail = breach.Flow is not { } flow
                ? breach.Subject.OnHost ? $"`{breach.Subject}` shares the network of its node, where no policy protects it, and zone `{breach.Zone.Name}` wants every pod isolated"
                    : $"no NetworkPolicy isolates `{breach.Subject}` for {way}, and zone `{breach.Zone.Name}` wants every pod isolated"
                : $"zone `{breach.Zone.Name}` does not list {FlowWords.Of(flow)}, which {FlowWords.Ground(breach.Side!)} now allows",
            Path = FlowWords.Path(change, breach.Side?.Ground),
            At = FlowWords.At(change, breach.Side?.Ground),
            Key = breach.Key,
            Witness = ManifestNode.Object(
                ("zone", ManifestNode.Of(breach.Zone.Name)),
                ("direction", ManifestNode.Of(way)),
                ("pod", ManifestNode.Of(breach.Subject.ToString())),
                ("flow", breach.Flow is { } f ? FlowWords.AsWitness(f) : null),
                ("before", ManifestNode.Of(breach.Flow is null ? "isolated or absent" : "not allowed")),
                ("after", ManifestNode.Of(breach.Flow is null ? "not isolated" : "allowed")),
                ("policy", breach.Side?.Ground is { } ground ? ManifestNode.Of(ground.Policy.Words) : null),
                ("rule", breach.Side?.Ground?.Rule is { } rule ? ManifestNode.Of(rule.Path) : null)),
            Fix = breach.Flow is null
                ? breach.Subject.OnHost ? "run the pod with a network of its own, or outside the zone" : $"keep a NetworkPolicy in `{breach.Subject.Namespace}` that selects the pod for {way}; `poly-k8s policy generate` writes those of a zone"
                : $"narrow what opens it, or list the flow in `spec.{(way == "ingress" ? "allowIngress" : "allowEgress")}` of zone `{breach.Zone.Name}`",
        };
    }
}
