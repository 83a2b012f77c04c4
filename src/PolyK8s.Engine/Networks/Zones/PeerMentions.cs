using System.Collections.Immutable;
using System.Globalization;
using System.Text;

namespace PolyK8s.Engine.Networks.Zones;

/// <summary>What the policies of one pod and a zone look at in the other end: ends that agree on it fare alike.</summary>
internal sealed class PeerMentions
{
    private readonly HashSet<string> _podKeys = new(StringComparer.Ordinal);
    private readonly HashSet<string> _namespaceKeys = new(StringComparer.Ordinal);
    private readonly bool _byPorts;

    /// <summary>What is looked at in one direction.</summary>
    /// <param name="zones">The zone, as it is and as it was.</param>
    /// <param name="policies">Those of the pod, as they are and as they were, the lists of the zones among them.</param>
    /// <param name="direction">The direction.</param>
    public PeerMentions(IEnumerable<NetworkZone> zones, IEnumerable<TrafficPolicy> policies, FlowDirection direction)
    {
        _byPorts = direction == FlowDirection.Egress;
        _namespaceKeys.UnionWith(zones.SelectMany(zone => zone.Namespaces.Requirements).Select(r => r.Key));
        foreach (var peer in policies.SelectMany(p => p.Rules(direction)).SelectMany(r => r.Peers ?? []).OfType<PodPeer>())
        {
            _podKeys.UnionWith(peer.Pods.Requirements.Select(r => r.Key));
            _namespaceKeys.UnionWith((peer.Namespaces?.Requirements ?? []).Select(r => r.Key));
        }
    }

    /// <summary>A text that is equal for ends that fare alike. Pods with addresses may be in blocks, and are told apart by them.</summary>
    public string KeyOf(FlowEnd end)
    {
        if (end.Pod is not { } pod)
        {
            return end.Address.ToString();
        }

        var key = new StringBuilder(pod.OnHost ? "host " : "pod ").AppendJoin(',', pod.Addresses);
        Append(key, pod.NamespaceLabels, _namespaceKeys);
        Append(key.Append('|'), pod.Labels, _podKeys);
        return _byPorts ? key.Append('|').AppendJoin(',', pod.Ports.Select(p => string.Create(CultureInfo.InvariantCulture, $"{p.Name}/{p.Protocol}/{p.Number}"))).ToString() : key.ToString();
    }

    private static void Append(StringBuilder key, ImmutableArray<KeyValuePair<string, string>> labels, HashSet<string> mentioned)
    {
        foreach (var (name, value) in labels)
        {
            if (mentioned.Contains(name))
            {
                key.Append('\n').Append(name).Append('=').Append(value);
            }
        }
    }
}
