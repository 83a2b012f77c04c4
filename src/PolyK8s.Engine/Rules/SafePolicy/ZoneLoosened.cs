using PolyK8s.Engine.Manifests;
using PolyK8s.Engine.Networks;
using PolyK8s.Engine.Networks.Zones;

namespace PolyK8s.Engine.Rules.SafePolicy;

// SafePolicy/zone-loosened
//
// Says so when a zone promises less than before. What a zone forbids is what it says: a flow that its list has from now on, or a
// namespace that it lets go, breaks nobody's word, and would otherwise pass without one.
//
// Looked at: a NetworkZone that is deleted or changed, and nothing beside it.
//
// Found: a zone that is deleted, one whose border is no longer closed in a direction, that no longer keeps its pods open to one
// another or its policies as they are, that lets namespaces go, or that lists what it did not list.
//
// Allowed: everything that keeps each promise. The rule warns; it never denies, or nobody could correct a zone.

/// <summary>Zones that promise less than before.</summary>
public sealed class ZoneLoosened : IRule
{
    /// <inheritdoc />
    public RuleCard Card { get; } = new()
    {
        Id = "SafePolicy/zone-loosened",
        Title = "a zone that promises less says so",
        Why = "what a zone no longer promises nobody can break: flows it kept out come in without a word",
        Reads = "the NetworkZone before and after; the witness has what is promised no longer (`lost`) and where it stands",
        Allows = "changes that keep every promise: the class or a stricter one, the same namespaces or more, lists that say no more; if less is meant, nothing has to be done",
        Scopes = [new(NetworkZone.Kind.Group, NetworkZone.Kind.Kind, [Operation.Update, Operation.Delete])],
        Severity = Severity.Warning,
        Theorem = null,
    };

    /// <inheritdoc />
    public IEnumerable<Finding> Judge(Change change, ClusterView view) =>
        change.Before is not { } before || NetworkZoneReader.Read(before) is not { Faults.IsEmpty: true, Zone: var was } ? []
        : change.After is not { } after ? [Found(was, "", "the zone is deleted, and with it all it promised")]
        // What cannot be read is refused by another rule.
        : NetworkZoneReader.Read(after) is { Faults.IsEmpty: true, Zone: var becomes } ? Lost(was, becomes)
        : [];

    private static IEnumerable<Finding> Lost(NetworkZone was, NetworkZone becomes)
    {
        foreach (var direction in was.Closed.Except(becomes.Closed))
        {
            yield return Found(becomes, direction == FlowDirection.Egress && becomes.HasBorder ? "spec.allowEgress" : "spec.class", $"its border is no longer closed to what {Goes(direction)}");
        }

        if ((was.IsOpenInside && !becomes.IsOpenInside) || (was.Class == ZoneClass.Immutable && becomes.Class != ZoneClass.Immutable))
        {
            yield return Found(becomes, "spec.class", was.IsOpenInside ? "its pods are no longer open to one another" : "its network policies may change");
        }

        if (!becomes.Namespaces.IsImpliedBy(was.Namespaces))
        {
            yield return Found(becomes, "spec.namespaces", "namespaces that were in it may be so no longer");
        }

        foreach (var direction in was.Closed.Intersect(becomes.Closed).Where(direction => !becomes.Permits(direction).All(permit => IsListed(was, permit, direction))))
        {
            yield return Found(becomes, direction == FlowDirection.Ingress ? "spec.allowIngress" : "spec.allowEgress", $"its list lets through more of what {Goes(direction)}");
        }
    }

    private static bool IsListed(NetworkZone was, ZonePermit permit, FlowDirection direction) => (permit.Rule.Peers ?? []).All(peer =>
        was.Permits(direction).Any(old => old.Pods.IsImpliedBy(permit.Pods) && PermitCover.Covers(old.Rule, peer, permit.Rule.Ports)));

    private static string Goes(FlowDirection direction) => direction == FlowDirection.Ingress ? "comes in" : "goes out";

    private static Finding Found(NetworkZone zone, string path, string lost) => new()
    {
        Severity = Severity.Warning,
        Reason = "the zone promises less",
        Detail = $"zone `{zone.Name}`: {lost}",
        Path = path,
        At = zone.Source.Root.At(path.Split('.')) ?? zone.Source.Root["spec"],
        Key = $"{path} {lost}",
        Witness = ManifestNode.Object(("lost", ManifestNode.Of(lost)), ("at", ManifestNode.Of(path))),
        Fix = "if that is not meant, keep the class, the namespaces and the lists as they were",
    };
}
