using System.Collections.Immutable;
using PolyK8s.Engine.Manifests;
using PolyK8s.Engine.Networks.Reading;

namespace PolyK8s.Engine.Networks.Zones;

/// <summary>What one change does to the zones of a cluster: the flows that break their word after it and did not before.</summary>
public sealed class ZoneImpact
{
    private readonly Change _change;
    private readonly ZonePast _past;
    private readonly World _after;

    private ZoneImpact(Change change, ZonePast past, World after) => (_change, _past, _after) = (change, past, after);

    /// <summary>The kinds whose changes can touch a zone.</summary>
    public static ImmutableArray<GroupKind> Kinds { get; } = [.. NetworkIndex.Kinds.Where(kind => kind.Kind != "Service"), NetworkZone.Kind];

    /// <summary>The impact of a change.</summary>
    public static ZoneImpact Of(Change change, ClusterView view) => Of(change, change.WorldBefore(view), change.WorldAfter(view));

    private static ZoneImpact Of(Change change, ClusterView before, ClusterView after) =>
        new(change, new(NetworkReach.Of(before), NetworkZones.Of(before)), new(NetworkReach.Of(after), NetworkZones.Of(after)));

    /// <summary>Flows over the border of a zone that its list does not have, one for each pod and direction; pods that are not isolated among them.</summary>
    public IEnumerable<ZoneBreach> Breaches() =>
        (from subject in Subjects()
         from zone in _after.Zones.Of(subject.NamespaceLabels)
         where zone.HasBorder
         from breach in new ZoneBorder(_after.Reach, zone, _past).At(subject)
         select breach).Concat(FromOutside());

    /// <summary>Flows inside a zone that is open inside, which are refused now and were not before; the first at each pod.</summary>
    public IEnumerable<LostFlow> Lost()
    {
        // A change of a pod itself, or of its namespace, may set it apart from others whose policies stay as they are.
        var isOwn = !Own().IsEmpty || _change.Object is { Kind: "NetworkZone" };
        return from subject in Subjects()
               from zone in _after.Zones.Of(subject.NamespaceLabels)
               where zone.IsOpenInside
               let lost = new ZoneInside(_after.Reach, zone, _past).FirstLost(subject, isOwn)
               where lost is not null
               select lost;
    }

    // Pods whose own policies, labels, namespace or zone the change is about; those that are alike once.
    private IEnumerable<NetworkPod> Subjects()
    {
        var subject = _change.Object;
        var kind = new GroupKind(subject.Group, subject.Kind);
        return Alike.Once(
            kind == NetworkPolicyReader.Kind ? Chosen(_after.Reach.Index.Namespace(subject.Namespace).Pods, NetworkPolicyReader.Read)
            : kind.Group == ClusterNetworkPolicyReader.Cluster.Group ? Chosen(_after.Zones.All.SelectMany(z => _after.Reach.Index.Matching(z.Namespaces)).Distinct().SelectMany(ns => ns.Pods), ClusterNetworkPolicyReader.Read)
            : kind == NetworkZone.Kind ? (_after.Zones.Find(subject.Name) is { } zone ? _after.Reach.Index.Matching(zone.Namespaces).SelectMany(ns => ns.Pods) : [])
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
        return subject.Kind == "Namespace" ? _after.Reach.Index.Namespace(subject.Name).Pods
            : PodReader.Kinds.Contains(new(subject.Group, subject.Kind)) && _after.Reach.Index.Namespace(subject.Namespace).Pod(subject.Kind, subject.Name) is { } pod ? [pod]
            : [];
    }

    // A pod outside, or a whole namespace of them, that the policies of a zone take for somebody they let in.
    private IEnumerable<ZoneBreach> FromOutside()
    {
        var index = _after.Reach.Index;
        foreach (var other in Alike.Once(Own()).Where(p => !p.OnHost).Select(FlowEnd.Of))
        {
            var near = index.PoliciesThatMayMean(index.Namespace(other.Pod!.Namespace)).SelectMany(p => Met(p, index.Namespace(p.Namespace)));
            var wide = index.Wide.SelectMany(p => _after.Zones.All.SelectMany(z => index.Matching(z.Namespaces)).Distinct().SelectMany(ns => Met(p, ns)));
            foreach (var (zone, subject) in near.Concat(wide))
            {
                foreach (var breach in new ZoneBorder(_after.Reach, zone, _past).Between(subject, other))
                {
                    yield return breach;
                }
            }
        }
    }

    // The pods of a namespace that a policy is about, with each zone whose border they are behind.
    private IEnumerable<(NetworkZone Zone, NetworkPod Subject)> Met(TrafficPolicy policy, NetworkNamespace ns) =>
        from zone in _after.Zones.Of(ns).Where(z => z.HasBorder)
        from subject in Alike.Once(ns.Pods.Where(policy.Selects))
        select (zone, subject);

    private sealed record World(NetworkReach Reach, NetworkZones Zones);
}
