using System.Collections.Immutable;
using PolyK8s.Engine.Manifests;
using PolyK8s.Engine.Networks;

namespace PolyK8s.Engine.Rules.SafePolicy;

// SafePolicy/policy-likely-mistake
//
// NetworkPolicies that say something else than their author probably means. All of these are accepted by the API server.
//
// Found:
// - `egress-without-dns`: a policy isolates pods for egress and lets them go somewhere, but no policy of theirs lets them ask
//   for names (UDP port 53), so that everything that is found by name fails. A policy without any egress rule is meant so.
// - `selectors-in-two-peers`: a `namespaceSelector` alone followed by a `podSelector` alone in one list. The two dashes make
//   them alternatives: every pod of those namespaces, or those pods of the own namespace. One dash would make them one peer.
// - `named-port-without-protocol`: a port is named, its protocol is left to the default TCP, and the pods it is meant for have
//   that name for another protocol only.
//
// Looked at: the policy, and for the last the pods it is about. Warnings.

/// <summary>Network policies that probably mean something else.</summary>
public sealed class PolicyLikelyMistake : IRule
{
    /// <inheritdoc />
    public RuleCard Card { get; } = new()
    {
        Id = "SafePolicy/policy-likely-mistake",
        Title = "a network policy says what its author means",
        Why = "one dash too many opens a pod to whole namespaces, and egress without names breaks everything that is found by name",
        Reads = "the rules of NetworkPolicies, the other NetworkPolicies of the same pods, and the ports of the pods; the witness names the mistake (`mistake`)",
        Allows = "policies that let pods ask for names, selectors of one peer under one dash, and protocols written out; mend it, or leave it if it is meant so",
        Scopes = [RuleScope.Writes("networking.k8s.io", "NetworkPolicy")],
        Severity = Severity.Warning,
        Theorem = null,
        NeedsKinds = [new("", "Namespace"), new("", "Pod"), new("networking.k8s.io", "NetworkPolicy")],
    };

    /// <inheritdoc />
    public IEnumerable<Finding> Judge(Change change, ClusterView view)
    {
        var reach = NetworkReach.Of(change.WorldAfter(view));
        var policy = reach.Index.Read(change.After!);
        return WithoutDns(policy, reach).Concat(InTwoPeers(policy)).Concat(WithoutProtocol(policy, reach));
    }

    private static IEnumerable<Finding> WithoutDns(TrafficPolicy policy, NetworkReach reach)
    {
        if (policy.Governs(FlowDirection.Egress) && !policy.Egress.IsEmpty && !policy.Egress.Any(LetsNamesThrough)
            && !reach.Index.Namespace(policy.Namespace).Policies.Any(p => p.Source.Name != policy.Source.Name && p.Egress.Any(LetsNamesThrough) && p.Pods.IsImpliedBy(policy.Pods)))
        {
            yield return Mistake("egress-without-dns", "egress is isolated and UDP port 53 stays closed, so that nothing is found by name", "spec.egress", policy.Source.Root.At("spec", "egress"), "add a rule that allows UDP and TCP port 53 to the cluster's DNS");
        }
    }

    private static bool LetsNamesThrough(TrafficRule rule) =>
        rule.Ports is null || rule.Ports.Value.Any(p => p.Protocol is null or FlowProtocol.Udp && (p.Name is not null || (p.First <= 53 && p.Last >= 53)));

    private static IEnumerable<Finding> InTwoPeers(TrafficPolicy policy)
    {
        foreach (var (rule, list) in policy.Ingress.Select(r => (r, "from")).Concat(policy.Egress.Select(r => (r, "to"))))
        {
            var peers = rule.At?.ItemsAt(list) ?? [];
            for (var i = 0; i + 1 < peers.Length; i++)
            {
                if (peers[i] is { Members: [{ Name: "namespaceSelector" }] } && peers[i + 1] is { Members: [{ Name: "podSelector" }] })
                {
                    yield return Mistake("selectors-in-two-peers", "two dashes make two peers: every pod of those namespaces, or those pods of this namespace", $"{rule.Path}.{list}[{i + 1}]", peers[i + 1], "remove the dash before `podSelector` if both must hold, or write the two as rules of their own");
                }
            }
        }
    }

    private static IEnumerable<Finding> WithoutProtocol(TrafficPolicy policy, NetworkReach reach)
    {
        var own = reach.Index.Namespace(policy.Namespace).Pods.Where(policy.Selects).ToImmutableArray();
        foreach (var rule in policy.Ingress)
        {
            foreach (var (port, i) in (rule.Ports ?? []).Select((port, i) => (port, i)).Where(p => p.port is { Name: not null, ProtocolIsUnwritten: true }))
            {
                var named = own.SelectMany(p => p.Ports).Where(p => p.Name == port.Name).ToList();
                if (named.Count > 0 && named.All(p => p.Protocol != FlowProtocol.Tcp))
                {
                    yield return Mistake("named-port-without-protocol", $"`{port.Name}` is a port of {named[0].Protocol.Word()} at these pods, and a port without protocol is TCP", $"{rule.Path}.ports[{i}]", rule.At?.ItemsAt("ports")[i], $"write `protocol: {named[0].Protocol.Word()}`");
                }
            }
        }
    }

    private static Finding Mistake(string mistake, string detail, string path, ManifestNode? at, string fix) => new()
    {
        Severity = Severity.Warning,
        Reason = mistake.Replace('-', ' '),
        Detail = detail,
        Path = path,
        At = at,
        Key = $"{mistake} {path}",
        Witness = ManifestNode.Object(("mistake", ManifestNode.Of(mistake))),
        Fix = fix,
    };
}
