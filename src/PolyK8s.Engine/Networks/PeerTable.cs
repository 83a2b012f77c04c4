using System.Collections.Immutable;

namespace PolyK8s.Engine.Networks;

/// <summary>NetworkPolicies by the labels of the foreign namespaces their peers ask for. Immutable.</summary>
/// <remarks>
/// A peer is filed under one label it cannot do without; one that asks for none is filed under the empty label, for all.
/// So is a rule that lets anybody, or an address, in by the name of a port: what the name stands for is the pod's to say.
/// </remarks>
internal sealed class PeerTable
{
    private static readonly (string Key, string Value) Any = ("", "");

    private readonly ImmutableDictionary<(string Key, string Value), ImmutableHashSet<ObjectName>> _policies;

    private PeerTable(ImmutableDictionary<(string, string), ImmutableHashSet<ObjectName>> policies) => _policies = policies;

    /// <summary>No policies.</summary>
    public static PeerTable Empty { get; } = new(ImmutableDictionary<(string, string), ImmutableHashSet<ObjectName>>.Empty);

    /// <summary>The policies with a peer that may be in a namespace with these labels, in order of their names.</summary>
    public IEnumerable<ObjectName> MayMean(ImmutableArray<KeyValuePair<string, string>> labels) =>
        labels.Select(l => (l.Key, l.Value)).Append(Any).SelectMany(label => _policies.GetValueOrDefault(label) ?? []).Distinct()
            .OrderBy(name => name.Namespace, StringComparer.Ordinal).ThenBy(name => name.Name, StringComparer.Ordinal);

    /// <summary>The table once a policy is another; null for none.</summary>
    public PeerTable With(ObjectName name, TrafficPolicy? before, TrafficPolicy? after)
    {
        var (old, now) = (Files(before), Files(after));
        var policies = _policies.ToBuilder();
        foreach (var label in old.Except(now))
        {
            var rest = policies[label].Remove(name);
            _ = rest.IsEmpty ? policies.Remove(label) : (policies[label] = rest) is null;
        }

        foreach (var label in now.Except(old))
        {
            policies[label] = (policies.GetValueOrDefault(label) ?? ImmutableHashSet<ObjectName>.Empty).Add(name);
        }

        return new(policies.ToImmutable());
    }

    private static HashSet<(string Key, string Value)> Files(TrafficPolicy? policy) =>
    [
        .. (policy is null ? [] : policy.Ingress.Concat(policy.Egress)).SelectMany(r => r.Peers ?? []).OfType<PodPeer>()
            .Where(p => p.Namespaces is not null)
            .SelectMany(p => p.Namespaces!.Requirements.FirstOrDefault(r => r.Operator == "In") is { Key: not null } sure ? sure.Values.Select(v => (sure.Key, v)) : [Any]),
        .. policy?.Egress.Any(NamesPortsOfAnybody) == true ? [Any] : Array.Empty<(string, string)>(),
    ];

    // Whoever it lets through anyway, or by address, it lets through to more ports when these get the name.
    private static bool NamesPortsOfAnybody(TrafficRule rule) =>
        rule.Ports is { } ports && ports.Any(port => port.Name is not null) && (rule.Peers is not { } peers || peers.Any(peer => peer is BlockPeer));
}
