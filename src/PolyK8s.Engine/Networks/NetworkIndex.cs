using System.Collections.Immutable;
using PolyK8s.Engine.Manifests;
using PolyK8s.Engine.Networks.Reading;
using PolyK8s.Engine.Selectors;

namespace PolyK8s.Engine.Networks;

/// <summary>Who is on the network of a cluster, and the policies about them, kept up to date object by object.</summary>
public sealed class NetworkIndex
{
    private readonly ImmutableSortedDictionary<string, NetworkNamespace> _namespaces;
    private readonly ImmutableDictionary<(string Kind, string Name), TrafficPolicy> _wide;

    private readonly LabelTable _labels;
    private readonly PeerTable _peers;
    private readonly AddressTable _addresses;

    private NetworkIndex(ImmutableSortedDictionary<string, NetworkNamespace> namespaces, ImmutableDictionary<(string Kind, string Name), TrafficPolicy> wide, LabelTable labels, PeerTable peers, AddressTable addresses) =>
        (_namespaces, _wide, _labels, _peers, _addresses) = (namespaces, wide, labels, peers, addresses);

    /// <summary>The kinds it is made of.</summary>
    public static ImmutableArray<GroupKind> Kinds => Projection.Instance.Kinds;

    /// <summary>The namespaces, in order of their names; those without a Namespace object among them.</summary>
    public IEnumerable<NetworkNamespace> Namespaces => _namespaces.Values;

    /// <summary>The cluster-wide policies, in order of tier, priority and name.</summary>
    public ImmutableArray<TrafficPolicy> Wide => field.IsDefault
        ? field = [.. _wide.Values.OrderBy(p => p.Tier).ThenBy(p => p.Priority).ThenBy(p => p.Source.Kind, StringComparer.Ordinal).ThenBy(p => p.Source.Name, StringComparer.Ordinal)]
        : field;

    /// <summary>What its policies allow, kept as long as nothing of it changes.</summary>
    internal NetworkReach Reach => field ??= new(this);

    /// <summary>The network of a view.</summary>
    public static NetworkIndex Of(ClusterView view) => view.Get(Projection.Instance);

    /// <summary>The namespace of that name; an empty one if nothing is known of it.</summary>
    public NetworkNamespace Namespace(string name) => _namespaces.GetValueOrDefault(name) ?? NetworkNamespace.Called(name);

    /// <summary>A NetworkPolicy as it was read when the index took it in.</summary>
    internal TrafficPolicy Read(Manifest policy) =>
        Namespace(policy.Namespace).Policy(policy.Name) is { } known && ReferenceEquals(known.Source, policy) ? known : NetworkPolicyReader.Read(policy);

    /// <summary>The namespaces a selector matches.</summary>
    public IEnumerable<NetworkNamespace> Matching(LabelSelector selector) =>
        (selector.Requirements.FirstOrDefault(r => r.Operator == "In") is { Key: not null } sure
            ? sure.Values.SelectMany(value => _labels.Find(sure.Key, value)).Distinct().Order(StringComparer.Ordinal).Select(Namespace)
            : Namespaces).Where(ns => selector.Matches(ns.Labels));

    /// <summary>The NetworkPolicies of other namespaces with a peer that may be a pod of <paramref name="ns"/>.</summary>
    public IEnumerable<TrafficPolicy> PoliciesThatMayMean(NetworkNamespace ns) => _peers.MayMean(ns.Labels).Select(p => Namespace(p.Namespace).Policy(p.Name)).OfType<TrafficPolicy>();

    /// <summary>A pod with a network of its own whose address is in a block; null if there is none.</summary>
    public (NetworkPod Pod, NetworkAddress Address)? FirstIn(BlockPeer block) => _addresses.FirstIn(block) is { } found && Namespace(found.Pod.Namespace).Pod("Pod", found.Pod.Name) is { } pod ? (pod, found.Address) : null;

    private NetworkIndex With(GroupKind kind, Manifest? before, Manifest? after)
    {
        var subject = after ?? before!;
        if (kind.Group == ClusterNetworkPolicyReader.Cluster.Group)
        {
            var read = after is null ? null : ClusterNetworkPolicyReader.Read(after);
            return new(_namespaces, read is null ? _wide.Remove((kind.Kind, subject.Name)) : _wide.SetItem((kind.Kind, subject.Name), read), _labels, _peers, _addresses);
        }

        var name = kind == NamespaceKind ? subject.Name : subject.Namespace;
        var known = _namespaces.GetValueOrDefault(name);
        var next = Changed(known ?? NetworkNamespace.Called(name), kind, subject, after);
        return new(
            next.IsEmpty ? _namespaces.Remove(name) : _namespaces.SetItem(name, next),
            _wide,
            _labels.With(name, known?.Labels ?? [], next.IsEmpty ? [] : next.Labels),
            kind == NetworkPolicyReader.Kind ? _peers.With(new(name, subject.Name), known?.Policy(subject.Name), next.Policy(subject.Name)) : _peers,
            kind.Kind == "Pod" ? _addresses.With(new(name, subject.Name), known?.Pod("Pod", subject.Name), next.Pod("Pod", subject.Name)) : _addresses);
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
            var index = new NetworkIndex(ImmutableSortedDictionary<string, NetworkNamespace>.Empty.WithComparers(StringComparer.Ordinal), ImmutableDictionary<(string Kind, string Name), TrafficPolicy>.Empty, LabelTable.Empty, PeerTable.Empty, AddressTable.Empty);
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
