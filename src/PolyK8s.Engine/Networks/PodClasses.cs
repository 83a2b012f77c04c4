using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using PolyK8s.Engine.Selectors;

namespace PolyK8s.Engine.Networks;

/// <summary>The pods of a network in classes that no policy can tell apart: one of a class speaks for all.</summary>
/// <remarks>
/// Pods of a class agree on every label that any selector names, on the ports, on the blocks of addresses they are in,
/// and on the namespace where policies speak of it (P9 of GUARANTEES.md).
/// </remarks>
public sealed class PodClasses
{
    private PodClasses(ImmutableArray<ImmutableArray<NetworkPod>> all) => All = all;

    /// <summary>The classes, each with its pods; in order of their first pods.</summary>
    public ImmutableArray<ImmutableArray<NetworkPod>> All { get; }

    /// <summary>The classes of some pods under the policies of a network.</summary>
    public static PodClasses Of(NetworkIndex index, ImmutableArray<NetworkPod> pods)
    {
        var mention = new Mentions(index, pods.Any(p => p.OnHost));
        return new([.. pods.GroupBy(mention.KeyOf).Select(group => group.ToImmutableArray())]);
    }

    private sealed class Mentions
    {
        private readonly HashSet<string> _podKeys = new(StringComparer.Ordinal);
        private readonly HashSet<string> _namespaceKeys = new(StringComparer.Ordinal);
        private readonly HashSet<string> _namespaces = new(StringComparer.Ordinal);
        private readonly List<BlockPeer> _blocks = [];
        private readonly bool _hasOpaque;
        private readonly bool _hasHost;

        public Mentions(NetworkIndex index, bool hasHost)
        {
            _hasHost = hasHost;
            foreach (var policy in index.Namespaces.SelectMany(ns => ns.Policies).Concat(index.Wide))
            {
                Mention(policy.Namespaces, policy.Pods, policy.Namespace);
                foreach (var peer in policy.Ingress.Concat(policy.Egress).SelectMany(r => r.Peers ?? []))
                {
                    if (peer is PodPeer pods)
                    {
                        Mention(pods.Namespaces, pods.Pods, policy.Namespace);
                    }
                    else if (peer is BlockPeer block)
                    {
                        _blocks.Add(block);
                    }

                    _hasOpaque |= peer is OpaquePeer;
                }
            }
        }

        public string KeyOf(NetworkPod pod)
        {
            var key = new StringBuilder();
            key.Append(pod.IsWorkload ? 'w' : 'p').Append(pod.OnHost ? 'h' : 'n').Append(pod.OnHost || _hasOpaque ? $"{pod.Title}" : "");
            // A node counts only beside pods on the network of their node.
            key.Append('|').Append(_hasHost ? pod.Node : null).Append('|').Append(_namespaces.Contains(pod.Namespace) ? pod.Namespace : "").Append('|');
            Append(key, pod.NamespaceLabels, _namespaceKeys);
            key.Append('|');
            Append(key, pod.Labels, _podKeys);
            key.Append('|').AppendJoin(',', pod.Ports.Select(p => string.Create(CultureInfo.InvariantCulture, $"{p.Name}/{p.Protocol}/{p.Number}"))).Append('|');
            key.Append(pod.Addresses.IsEmpty ? '?' : '!').AppendJoin(',', _blocks.Select((b, i) => (b, i)).Where(b => pod.Addresses.Any(b.b.Contains)).Select(b => b.i));
            return key.ToString();
        }

        private static void Append(StringBuilder key, ImmutableArray<KeyValuePair<string, string>> labels, HashSet<string> mentioned)
        {
            foreach (var (name, value) in labels)
            {
                if (mentioned.Contains(name))
                {
                    key.Append(name).Append('=').Append(value).Append('\n');
                }
            }
        }

        private void Mention(LabelSelector? namespaces, LabelSelector pods, string own)
        {
            _podKeys.UnionWith(pods.Requirements.Select(r => r.Key));
            if (namespaces is null)
            {
                _namespaces.Add(own);
            }
            else
            {
                _namespaceKeys.UnionWith(namespaces.Requirements.Select(r => r.Key));
            }
        }
    }
}
