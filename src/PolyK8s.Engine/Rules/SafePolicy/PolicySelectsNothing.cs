using PolyK8s.Engine.Manifests;
using PolyK8s.Engine.Networks;

namespace PolyK8s.Engine.Rules.SafePolicy;

// SafePolicy/policy-selects-nothing
//
// A NetworkPolicy whose `podSelector` matches no pod protects nobody, and a peer that matches no pod lets nobody in. Both are
// mostly a label that was misspelled, and both are silent: the policy is accepted and does nothing.
//
// Looked at: NetworkPolicies, the pods and workloads of the cluster, and the other objects of the same request.
//
// Found: a policy that selects no pod of its namespace, and a peer of selectors that selects no pod at all. As pods may come
// later, both are warnings.
//
// Allowed: `podSelector: {}` in an empty namespace, and peers that select everything.

/// <summary>Network policies and peers that select no pod.</summary>
public sealed class PolicySelectsNothing : IRule
{
    /// <inheritdoc />
    public RuleCard Card { get; } = new()
    {
        Id = "SafePolicy/policy-selects-nothing",
        Title = "a network policy and its peers select some pod",
        Why = "a misspelled label makes a policy that protects nobody, or lets nobody in, and nothing says so",
        Reads = "the selectors of NetworkPolicies, and the pods, workloads and namespaces of the cluster; the witness is the selector (`selector`)",
        Allows = "selectors that match a pod, and empty ones; mend the label, or create the pods in the same request",
        Scopes = [RuleScope.Writes("networking.k8s.io", "NetworkPolicy")],
        Severity = Severity.Warning,
        Theorem = null,
        NeedsKinds = [new("", "Namespace"), new("", "Pod")],
    };

    /// <inheritdoc />
    public IEnumerable<Finding> Judge(Change change, ClusterView view)
    {
        var index = NetworkIndex.Of(change.WorldAfter(view));
        var policy = index.Read(change.After!);
        var own = index.Namespace(policy.Namespace);
        if (!policy.Pods.Requirements.IsEmpty && !own.Pods.Any(p => !p.OnHost && policy.Pods.Matches(p.Labels)))
        {
            yield return Nothing("selects nothing", $"no pod of namespace `{own.Name}` has these labels", "spec.podSelector", change.After!.Root.At("spec", "podSelector"));
        }

        foreach (var (rule, list) in policy.Ingress.Select(r => (r, "from")).Concat(policy.Egress.Select(r => (r, "to"))))
        {
            foreach (var (peer, i) in (rule.Peers ?? []).Select((peer, i) => (peer, i)))
            {
                if (peer is PodPeer pods && (!pods.Pods.Requirements.IsEmpty || pods.Namespaces is { Requirements.IsEmpty: false }) && !Matches(index, own, pods))
                {
                    yield return Nothing("peer selects nothing", "no pod of the cluster is meant by this peer", $"{rule.Path}.{list}[{i}]", rule.At?.ItemsAt(list)[i]);
                }
            }
        }
    }

    private static bool Matches(NetworkIndex index, NetworkNamespace own, PodPeer peer) =>
        (peer.Namespaces is null ? [own] : index.Matching(peer.Namespaces)).SelectMany(ns => ns.Pods).Any(p => !p.OnHost && peer.Pods.Matches(p.Labels));

    private static Finding Nothing(string reason, string detail, string path, ManifestNode? at) => new()
    {
        Severity = Severity.Warning,
        Reason = reason,
        Detail = detail,
        Path = path,
        At = at,
        Key = $"{path} {at}",
        Witness = ManifestNode.Object(("selector", at ?? ManifestNode.Null)),
        Fix = "mend the labels, or create the pods with it",
    };
}
