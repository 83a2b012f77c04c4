using PolyK8s.Engine.Manifests;
using PolyK8s.Engine.Networks;

namespace PolyK8s.Engine.Rules.SafePolicy;

// SafePolicy/policy-depends-on-plugin
//
// A block of addresses that holds addresses of pods means those pods to Kubernetes and to most network plug-ins, and nobody to
// some (Cilium takes `ipBlock` for addresses outside the cluster only). The same policy then allows different things in
// different clusters.
//
// Looked at: `ipBlock` of NetworkPolicies, and the addresses of the pods of the cluster.
//
// Found: a block that holds the address of some pod that has a network of its own.
//
// Allowed: blocks without pods in them; the whole world (`0.0.0.0/0`, `::/0`) as a block, whose exceptions usually take the
// pods out, when they do.

/// <summary>Blocks of addresses that hold pods.</summary>
public sealed class PolicyDependsOnPlugin : IRule
{
    /// <inheritdoc />
    public RuleCard Card { get; } = new()
    {
        Id = "SafePolicy/policy-depends-on-plugin",
        Title = "a block of addresses holds no pods",
        Why = "some network plug-ins match pods by `ipBlock` and some do not, so that the same policy allows different things in different clusters",
        Reads = "`ipBlock` of NetworkPolicies and the addresses of pods; the witness is the block and a pod in it (`cidr`, `pod`, `address`)",
        Allows = "blocks of addresses outside the cluster; name pods by selectors, and take their addresses out with `except`",
        Scopes = [RuleScope.Writes("networking.k8s.io", "NetworkPolicy")],
        Severity = Severity.Info,
        Theorem = null,
        NeedsKinds = [new("", "Pod")],
    };

    /// <inheritdoc />
    public IEnumerable<Finding> Judge(Change change, ClusterView view)
    {
        var index = NetworkIndex.Of(change.WorldAfter(view));
        var policy = index.Read(change.After!);
        foreach (var (rule, list) in policy.Ingress.Select(r => (r, "from")).Concat(policy.Egress.Select(r => (r, "to"))))
        {
            foreach (var (peer, i) in (rule.Peers ?? []).Select((peer, i) => (peer, i)))
            {
                if (peer is BlockPeer block && index.FirstIn(block) is var (pod, address))
                {
                    yield return Holding(block, pod, address, $"{rule.Path}.{list}[{i}].ipBlock", rule.At?.ItemsAt(list)[i]["ipBlock"]);
                }
            }
        }
    }

    private static Finding Holding(BlockPeer block, NetworkPod pod, NetworkAddress address, string path, ManifestNode? at) => new()
    {
        Severity = Severity.Info,
        Reason = "depends on the network plug-in",
        Detail = $"`{block.Whole}` holds `{address}` of pod `{pod}`, which some network plug-ins do not match by a block",
        Path = path,
        At = at,
        Witness = ManifestNode.Object(("cidr", ManifestNode.Of(block.Whole.Text)), ("pod", ManifestNode.Of(pod.ToString())), ("address", ManifestNode.Of(address.ToString()))),
        Fix = "name the pods by selectors, and take their addresses out of the block with `except`",
    };
}
