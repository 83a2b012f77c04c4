using System.Collections.Immutable;
using PolyK8s.Engine.Manifests;
using PolyK8s.Engine.Networks.Reading;

namespace PolyK8s.Engine.Networks.Zones;

/// <summary>What one change does to the zones of a cluster: the flows that break their word after it and did not before.</summary>
public sealed class ZoneImpact
{
    private readonly Change _change;
    private readonly NetworkZones _zones;
    private readonly Lazy<ZonePast> _before;
    private readonly Lazy<NetworkReach> _reach;

    // Where no zone is left nobody's word can be broken, and the networks are not looked at.
    private ZoneImpact(Change change, ClusterView before, ClusterView after)
    {
        (_change, _zones) = (change, NetworkZones.Of(after));
        (_before, _reach) = (new(() => new(NetworkReach.Of(before), NetworkZones.Of(before))), new(() => NetworkReach.Of(after)));
    }

    private ZonePast Past => _before.Value;

    private NetworkReach Reach => _reach.Value;

    /// <summary>The kinds whose changes can touch a zone.</summary>
    public static ImmutableArray<GroupKind> Kinds { get; } = [.. NetworkIndex.Kinds.Where(kind => kind.Kind != "Service"), NetworkZone.Kind];

    /// <summary>The impact of a change.</summary>
    public static ZoneImpact Of(Change change, ClusterView view) => new(change, change.WorldBefore(view), change.WorldAfter(view));

    /// <summary>Flows over the border of a zone that its list does not have, one for each pod and direction; pods that are not isolated among them.</summary>
    public IEnumerable<ZoneBreach> Breaches() => _zones.IsEmpty ? [] :
        (from subject in Subjects()
         from zone in _zones.Of(subject.NamespaceLabels)
         where zone.HasBorder
         from breach in new ZoneBorder(Reach, zone, Past).At(subject)
         select breach).Concat(FromOutside());

    /// <summary>Flows inside a zone that is open inside, which are refused now and were not before; the first at each pod.</summary>
    public IEnumerable<LostFlow> Lost()
    {
        if (_zones.IsEmpty)
        {
            return [];
        }

        // A change of a pod itself, or of its namespace, may set it apart from others whose policies stay as they are.
        var isOwn = !Own().IsEmpty || _change.Object is { Kind: "NetworkZone" };
        return from subject in Subjects()
               from zone in _zones.Of(subject.NamespaceLabels)
               where zone.IsOpenInside
               let lost = new ZoneInside(Reach, zone, Past).FirstLost(subject, isOwn)
               where lost is not null
               select lost;
    }

    // Pods whose own policies, labels, namespace or zone the change is about; those that are alike once.
    private IEnumerable<NetworkPod> Subjects()
    {
        var subject = _change.Object;
        var kind = new GroupKind(subject.Group, subject.Kind);
        return Alike.Once(
            kind == NetworkPolicyReader.Kind ? Chosen(Reach.Index.Namespace(subject.Namespace).Pods, NetworkPolicyReader.Read)
            : kind.Group == ClusterNetworkPolicyReader.Cluster.Group ? Chosen(_zones.All.SelectMany(z => Reach.Index.Matching(z.Namespaces)).Distinct().SelectMany(ns => ns.Pods), ClusterNetworkPolicyReader.Read)
            : kind == NetworkZone.Kind ? (_zones.Find(subject.Name) is { } zone ? Reach.Index.Matching(zone.Namespaces).SelectMany(ns => ns.Pods) : [])
            : Own());
    }

    private IEnumerable<NetworkPod> Chosen(IEnumerable<NetworkPod> pods, Func<Manifest, TrafficPolicy?> read)
    {
        var policies = new[] { _change.Before, _change.After }.Where(o => o is not null).Select(o => read(o!)).OfType<TrafficPolicy>().ToList();
        return pods.Where(pod => policies.Any(policy => policy.Selects(pod)));
    }

    // The pods the change itself makes, or moves by another label of their namespace.
    private ImmutableArray<NetworkPod> Own()
    {
        var subject = _change.Object;
        return subject.Kind == "Namespace" ? Reach.Index.Namespace(subject.Name).Pods
            : PodReader.Kinds.Contains(new(subject.Group, subject.Kind)) && Reach.Index.Namespace(subject.Namespace).Pod(subject.Kind, subject.Name) is { } pod ? [pod]
            : [];
    }

    // A pod outside, or a whole namespace of them, that the policies of a zone take for somebody they let in.
    private IEnumerable<ZoneBreach> FromOutside()
    {
        var index = Reach.Index;
        foreach (var other in Alike.Once(Own()).Select(FlowEnd.Of))
        {
            var near = index.PoliciesThatMayMean(index.Namespace(other.Pod!.Namespace)).SelectMany(p => Met(p, index.Namespace(p.Namespace)));
            var wide = index.Wide.SelectMany(p => _zones.All.SelectMany(z => index.Matching(z.Namespaces)).Distinct().SelectMany(ns => Met(p, ns)));
            foreach (var (zone, subject) in near.Concat(wide).Concat(Unlisted(other)).DistinctBy(met => (met.Zone.Name, met.Subject.Namespace, met.Subject.Kind, met.Subject.Name)))
            {
                foreach (var breach in new ZoneBorder(Reach, zone, Past).Between(subject, other))
                {
                    yield return breach;
                }
            }
        }
    }

    // Whoever a list named and is named otherwise now: what lets everybody through lets them through without leave.
    private IEnumerable<(NetworkZone Zone, NetworkPod Subject)> Unlisted(FlowEnd other) =>
        from zone in _zones.All.Where(z => z.HasBorder && Past.WasNamed(z, other))
        from ns in Reach.Index.Matching(zone.Namespaces)
        from subject in Alike.Once(ns.Pods)
        select (zone, subject);

    // The pods of a namespace that a policy is about, with each zone whose border they are behind.
    private IEnumerable<(NetworkZone Zone, NetworkPod Subject)> Met(TrafficPolicy policy, NetworkNamespace ns) =>
        from zone in _zones.Of(ns).Where(z => z.HasBorder)
        from subject in Alike.Once(ns.Pods.Where(policy.Selects))
        select (zone, subject);
}
