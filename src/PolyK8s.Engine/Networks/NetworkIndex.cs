using System.Collections.Immutable;
using PolyK8s.Engine.Manifests;
using PolyK8s.Engine.Networks.Reading;

namespace PolyK8s.Engine.Networks;

/// <summary>Who is on the network of a cluster, and the policies about them, kept up to date object by object.</summary>
public sealed class NetworkIndex
{
    private readonly ImmutableDictionary<string, NetworkNamespace> _namespaces;
    private readonly ImmutableDictionary<(string Kind, string Name), TrafficPolicy> _wide;

    private NetworkIndex(ImmutableDictionary<string, NetworkNamespace> namespaces, ImmutableDictionary<(string Kind, string Name), TrafficPolicy> wide) =>
        (_namespaces, _wide) = (namespaces, wide);

    /// <summary>The kinds it is made of.</summary>
    public static ImmutableArray<GroupKind> Kinds => Projection.Instance.Kinds;

    /// <summary>The namespaces, in no promised order; those without a Namespace object among them.</summary>
    public IEnumerable<NetworkNamespace> Namespaces => _namespaces.Values;

    /// <summary>The cluster-wide policies, in order of tier, priority and name.</summary>
    public ImmutableArray<TrafficPolicy> Wide => field.IsDefault
        ? field = [.. _wide.Values.OrderBy(p => p.Tier).ThenBy(p => p.Priority).ThenBy(p => p.Source.Kind, StringComparer.Ordinal).ThenBy(p => p.Source.Name, StringComparer.Ordinal)]
        : field;

    /// <summary>The network of a view.</summary>
    public static NetworkIndex Of(ClusterView view) => view.Get(Projection.Instance);

    /// <summary>The namespace of that name; an empty one if nothing is known of it.</summary>
    public NetworkNamespace Namespace(string name) => _namespaces.GetValueOrDefault(name) ?? NetworkNamespace.Called(name);

    /// <summary>Whether anything is known of a namespace.</summary>
    public bool Has(string ns) => _namespaces.ContainsKey(ns);

    private NetworkIndex With(GroupKind kind, Manifest? before, Manifest? after)
    {
        var subject = after ?? before!;
        if (kind.Group == ClusterNetworkPolicyReader.Cluster.Group)
        {
            var read = after is null ? null : ClusterNetworkPolicyReader.Read(after);
            return new(_namespaces, read is null ? _wide.Remove((kind.Kind, subject.Name)) : _wide.SetItem((kind.Kind, subject.Name), read));
        }

        var name = kind == NamespaceKind ? subject.Name : subject.Namespace;
        var next = Changed(Namespace(name), kind, subject, after);
        return new(next.IsEmpty ? _namespaces.Remove(name) : _namespaces.SetItem(name, next), _wide);
    }

    private static NetworkNamespace Changed(NetworkNamespace ns, GroupKind kind, Manifest subject, Manifest? after) =>
        kind == NamespaceKind ? ns.Labelled(after is null ? null : PodReader.Labels(after.Root.At("metadata", "labels")))
        : kind == NetworkPolicyReader.Kind ? ns.With(subject.Name, after is null ? null : NetworkPolicyReader.Read(after))
        : kind == ServiceKind ? ns.WithService(subject.Name, after)
        : ns.With(subject.Kind, subject.Name, after is null ? null : PodReader.Read(after));

    private static readonly GroupKind NamespaceKind = new("", "Namespace");
    private static readonly GroupKind ServiceKind = new("", "Service");

    private sealed class Projection : IIncrementalProjection<NetworkIndex>
    {
        public static readonly Projection Instance = new();

        public ImmutableArray<GroupKind> Kinds { get; } =
        [
            NamespaceKind,
            .. PodReader.Kinds,
            NetworkPolicyReader.Kind,
            ServiceKind,
            ClusterNetworkPolicyReader.Cluster,
            ClusterNetworkPolicyReader.Admin,
            ClusterNetworkPolicyReader.Baseline,
        ];

        public NetworkIndex Project(ClusterView view)
        {
            var index = new NetworkIndex(ImmutableDictionary<string, NetworkNamespace>.Empty, ImmutableDictionary<(string Kind, string Name), TrafficPolicy>.Empty);
            foreach (var kind in Kinds)
            {
                foreach (var manifest in view.Of(kind).All)
                {
                    index = index.With(kind, null, manifest);
                }
            }

            return index;
        }

        public NetworkIndex Next(NetworkIndex previous, ImmutableArray<ObjectDelta> deltas, ClusterView view) =>
            deltas.Aggregate(previous, (index, delta) => index.With(delta.Kind, delta.Before, delta.After));
    }
}
