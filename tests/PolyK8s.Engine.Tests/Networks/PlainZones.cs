using PolyK8s.Engine.Manifests;
using PolyK8s.Engine.Networks;
using PolyK8s.Engine.Networks.Zones;

namespace PolyK8s.Engine.Tests.Networks;

/// <summary>What a change does to zones, looked for without any index: every flow of every pod is asked for, before and after.</summary>
internal sealed class PlainZones
{
    private static readonly int[] Ports = [1, 79, 80, 81, 85, 90, 91, 92, 443, 450, 454];

    private static readonly FlowEnd Anybody = FlowEnd.Of(NetworkAddress.Parse("240.0.0.1")!.Value);

    private static readonly FlowEnd[] Addresses =
        [.. new[] { "8.8.8.8", "192.0.2.7", "10.0.1.1", "10.0.1.2", "10.0.1.3", "10.0.9.9", "10.9.9.9", "fd00::1", "fd00::2", "2001:db8::1" }.Select(a => FlowEnd.Of(NetworkAddress.Parse(a)!.Value)), Anybody];

    private readonly NetworkReach _reach;
    private readonly NetworkZones _zones;

    public PlainZones(IEnumerable<Manifest> objects)
    {
        var view = ClusterView.Of(objects);
        (_reach, _zones) = (NetworkReach.Of(view), NetworkZones.Of(view));
    }

    /// <summary>Who of which zone breaks its word in which direction now, and did not by the same flow before.</summary>
    public static IEnumerable<(string Zone, FlowDirection Direction, NetworkPod Pod)> Breaches(PlainZones before, PlainZones after) =>
        from zone in after._zones.All
        from subject in after._reach.Pods
        where zone.Holds(FlowEnd.Of(subject))
        from direction in zone.Closed
        let isOpen = after.IsOpen(zone.Name, subject, direction)
        let wasOpen = before.IsOpen(zone.Name, subject, direction)
        where (isOpen && !wasOpen)
            || (!(isOpen && wasOpen && before.IsOpenToAll(subject, direction)) && after.Flows(subject, direction).Any(flow => after.Breaks(zone.Name, flow, direction) && !before.Broke(zone.Name, flow, direction)))
        select (zone.Name, direction, subject);

    /// <summary>Whether a flow breaks the word of a zone and did not before.</summary>
    public static bool IsNew(PlainZones before, PlainZones after, ZoneBreach breach) => breach.Flow is null
        ? after.IsOpen(breach.Zone.Name, breach.Subject, breach.Direction) && !before.IsOpen(breach.Zone.Name, breach.Subject, breach.Direction)
        : after.Breaks(breach.Zone.Name, breach.Flow, breach.Direction) && !before.Broke(breach.Zone.Name, breach.Flow, breach.Direction);

    /// <summary>The zones that lose a flow inside.</summary>
    public static IEnumerable<string> Losing(PlainZones before, PlainZones after) => after._zones.All
        .Where(zone => after._reach.Pods.Any(from => after._reach.Pods.Any(to => FlowsTo(FlowEnd.Of(from), FlowEnd.Of(to)).Any(flow => IsLost(before, after, zone.Name, flow)))))
        .Select(zone => zone.Name);

    /// <summary>Whether a flow inside a zone is refused and was not before.</summary>
    public static bool IsLost(PlainZones before, PlainZones after, string zone, NetworkFlow flow) =>
        after.Refuses(zone, flow) && !(before.Then(flow.From) is { } from && before.Then(flow.To) is { } to && before.Refuses(zone, flow with { From = from, To = to }));

    private bool IsOpen(string zone, NetworkPod subject, FlowDirection direction) =>
        Zone(zone) is { HasBorder: true } its && its.Closed.Contains(direction) && Then(FlowEnd.Of(subject)) is { Pod: { } pod } end && its.Holds(end)
        && pod.OnHost == subject.OnHost && (pod.OnHost || !_reach.Isolates(pod, direction));

    // No policy had a say: then everybody came in, and whoever does now is no news.
    private bool IsOpenToAll(NetworkPod subject, FlowDirection direction) =>
        Then(FlowEnd.Of(subject)) is { Pod: { } pod } && !_reach.PoliciesOf(pod).Any(policy => policy.Governs(direction));

    private bool Breaks(string zone, NetworkFlow flow, FlowDirection direction) =>
        Zone(zone) is { HasBorder: true } its && its.Closed.Contains(direction)
        && its.Term(direction).IsBroken(flow, _reach.List((direction == FlowDirection.Ingress ? flow.To : flow.From).Pod!), direction);

    // A pod that was not there yet, was inside, or was not on the network of its node could do what anybody outside could.
    private bool Broke(string zone, NetworkFlow flow, FlowDirection direction)
    {
        var (subject, other) = direction == FlowDirection.Ingress ? (flow.To, flow.From) : (flow.From, flow.To);
        var its = Then(other) is { } then && Zone(zone)?.Holds(then) != true && then.Pod?.OnHost == other.Pod?.OnHost ? then : (other.Pod!.Addresses.IsEmpty ? Anybody : FlowEnd.Of(other.Pod.Addresses[0]));
        return Then(subject) is { } me && Breaks(zone, direction == FlowDirection.Ingress ? flow with { From = its, To = me } : flow with { From = me, To = its }, direction);
    }

    private bool Refuses(string zone, NetworkFlow flow) =>
        Zone(zone) is { IsOpenInside: true } its && its.Holds(flow.From) && its.Holds(flow.To) && _reach.Ask(flow).Reach == Reach.Denied;

    private NetworkZone? Zone(string name) => _zones.All.FirstOrDefault(zone => zone.Name == name);

    private FlowEnd? Then(FlowEnd end) => end.Pod is not { } pod ? end : _reach.Pods.FirstOrDefault(p => p.Title == pod.Title) is { } then ? FlowEnd.Of(then) : null;

    private IEnumerable<NetworkFlow> Flows(NetworkPod subject, FlowDirection direction)
    {
        var me = FlowEnd.Of(subject);
        return _reach.Pods.Select(FlowEnd.Of).Concat(Addresses).SelectMany(other => direction == FlowDirection.Ingress ? FlowsTo(other, me) : FlowsTo(me, other));
    }

    private static IEnumerable<NetworkFlow> FlowsTo(FlowEnd from, FlowEnd to) => FlowProtocols.All.SelectMany(protocol => Ports.Select(port => new NetworkFlow(from, to, protocol, port)));
}
