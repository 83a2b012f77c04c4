using System.Collections.Immutable;
using PolyK8s.Engine.Manifests;
using PolyK8s.Engine.Networks.Reading;

namespace PolyK8s.Engine.Networks.Zones;

/// <summary>What one change does to the zones of a cluster: the flows that break their word after it and did not before.</summary>
public sealed class ZoneImpact
{
    private readonly Change _change;
    private readonly World _before;
    private readonly World _after;

    private ZoneImpact(Change change, World before, World after) => (_change, _before, _after) = (change, before, after);

    /// <summary>The kinds whose changes can touch a zone.</summary>
    public static ImmutableArray<GroupKind> Kinds { get; } = [.. NetworkIndex.Kinds.Where(kind => kind.Kind != "Service"), NetworkZone.Kind];

    /// <summary>The impact of a change.</summary>
    public static ZoneImpact Of(Change change, ClusterView view) => new(change, World.Of(change.WorldBefore(view)), World.Of(change.WorldAfter(view)));

    /// <summary>Flows over the border of a zone that its list does not have, one for each pod and direction; pods that are not isolated among them.</summary>
    public IEnumerable<ZoneBreach> Breaches()
    {
        foreach (var subject in Subjects())
        {
            foreach (var breach in _after.Zones.Of(subject.NamespaceLabels).Where(z => z.HasBorder).SelectMany(zone => new ZoneBorder(_after.Reach, zone, WasBroken(zone)).At(subject)).Where(b => b.Flow is not null || !WasOpen(b)))
            {
                yield return breach;
            }
        }

        foreach (var breach in FromOutside())
        {
            yield return breach;
        }
    }

    /// <summary>Flows inside a zone that is open inside, which are refused now and were not before; the first at each pod.</summary>
    public IEnumerable<LostFlow> Lost() =>
        from subject in Subjects()
        from zone in _after.Zones.Of(subject.NamespaceLabels).Where(z => z.IsOpenInside)
        let lost = new ZoneInside(_after.Reach, zone).FirstLost(subject, flow => WasRefused(zone, flow))
        where lost is not null
        select lost;

    private bool WasRefused(NetworkZone zone, NetworkFlow flow) =>
        Earlier(zone) is { IsOpenInside: true } earlier && Then(flow) is { } then && earlier.Holds(then.From) && earlier.Holds(then.To) && _before.Reach.Ask(then).Reach == Reach.Denied;

    private Func<NetworkFlow, FlowDirection, bool> WasBroken(NetworkZone zone) => (flow, direction) =>
        Earlier(zone) is { HasBorder: true } earlier && earlier.Closed.Contains(direction) && Then(flow) is { } then
        && (direction == FlowDirection.Ingress ? then.To : then.From).Pod is { } subject
        && earlier.Term(direction).IsBroken(then, _before.Reach.List(subject), direction);

    private bool WasOpen(ZoneBreach breach) =>
        Earlier(breach.Zone) is { HasBorder: true } earlier && earlier.Closed.Contains(breach.Direction)
        && Then(FlowEnd.Of(breach.Subject)) is { Pod: { } pod } then && earlier.Holds(then) && (pod.OnHost || !_before.Reach.Isolates(pod, breach.Direction)) && pod.OnHost == breach.Subject.OnHost;

    private NetworkZone? Earlier(NetworkZone zone) => _before.Zones.Find(zone.Name);

    private NetworkFlow? Then(NetworkFlow flow) => Then(flow.From) is { } from && Then(flow.To) is { } to ? flow with { From = from, To = to } : null;

    // The same pod in the world before; null if it was not there.
    private FlowEnd? Then(FlowEnd end) => end.Pod is not { } pod ? end
        : _before.Reach.Index.Namespace(pod.Namespace).Pod(pod.Kind, pod.Name) is { } then ? FlowEnd.Of(then) : null;

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
                foreach (var breach in new ZoneBorder(_after.Reach, zone, WasBroken(zone)).Between(subject, other))
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

    private sealed record World(NetworkReach Reach, NetworkZones Zones)
    {
        public static World Of(ClusterView view) => new(NetworkReach.Of(view), NetworkZones.Of(view));
    }
}
