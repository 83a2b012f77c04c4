using System.Globalization;
using PolyK8s.Engine.Manifests;
using PolyK8s.Engine.Workloads;

namespace PolyK8s.Engine.Rules.SafeGraph;

// SafeGraph/no-room-for-surge
//
// A rolling update has room for its next Pod. Pods that take a port of their node (`hostPort`, or any port with
// `hostNetwork`), or that must not share a node with one another (required anti-affinity over `kubernetes.io/hostname`),
// go one to a node. A Deployment that must keep all its Pods (`maxUnavailable` comes to 0) and has as many as there are
// nodes has nowhere to start the next one.
//
// Looked at: replicas and strategy of Deployments, host ports and anti-affinity of their template, and the nodes that the
// template's `nodeSelector` and required node affinity take and that are not cordoned.
//
// Allowed: a `maxUnavailable` of at least 1, more nodes than Pods, preferred anti-affinity; and clusters whose nodes are
// not known.

/// <summary>Rolling updates that need a node more than there are.</summary>
public sealed class NoRoomForSurge : IRule
{
    /// <inheritdoc />
    public RuleCard Card { get; } = new()
    {
        Id = "SafeGraph/no-room-for-surge",
        Title = "a rolling update has a node for its next Pod",
        Why = "where every node has its Pod and no Pod may go before the next is ready, the next never finds a node and the rollout never ends",
        Reads = "replicas, strategy, host ports and required anti-affinity of a Deployment, and the cluster's nodes; the witness has the numbers and what keeps the Pods apart",
        Allows = "`maxUnavailable` of 1 or more, or fewer replicas than nodes",
        Scopes = [RuleScope.Writes("apps", "Deployment")],
        Severity = Severity.Warning,
        Theorem = null,
    };

    /// <inheritdoc />
    public IEnumerable<Finding> Judge(Change change, ClusterView view)
    {
        var subject = change.Object;
        if (RollingUpdate.Of(subject) is not { MaxUnavailable: 0, Replicas: > 0 } update || PodTemplate.Of(subject) is not { } template || NextPod.Apart(template) is not { } apart)
        {
            yield break;
        }

        if (NextPod.Nodes(template, change.WorldAfter(view)) is { } usable && update.Replicas >= usable)
        {
            yield return new()
            {
                Severity = Severity.Warning,
                Reason = "no room for the next Pod",
                Detail = string.Create(CultureInfo.InvariantCulture, $"{apart} lets one Pod on a node, {update.Replicas} replicas take {usable} usable nodes, and `maxUnavailable` comes to 0: the next Pod has nowhere to go"),
                Path = "spec.strategy",
                At = subject.Root.At("spec", "strategy"),
                Witness = ManifestNode.Object(
                    ("apart", ManifestNode.Of(apart)), ("replicas", ManifestNode.Of(update.Replicas)), ("nodes", ManifestNode.Of(usable)),
                    ("maxSurge", ManifestNode.Of(update.MaxSurge)), ("maxUnavailable", ManifestNode.Of(update.MaxUnavailable))),
                Fix = "set `spec.strategy.rollingUpdate.maxUnavailable: 1`, or want fewer replicas than there are nodes",
            };
        }
    }
}
