using System.Collections.Immutable;
using PolyK8s.Engine.Kernels.Network;
using PolyK8s.Engine.Manifests;
using PolyK8s.Engine.Selectors;

namespace PolyK8s.Engine.Networks.Zones;

/// <summary>Namespaces with a promise about their network: <c>NetworkZone</c> of safety.poly-k8s.io/v1alpha1.</summary>
/// <param name="Source">The object.</param>
/// <param name="Class">The promise.</param>
/// <param name="Namespaces">The namespaces.</param>
/// <param name="Ingress">What may come in from outside.</param>
/// <param name="Egress">What may go out; null where that is nobody's business.</param>
public sealed record NetworkZone(Manifest Source, ZoneClass Class, LabelSelector Namespaces, ImmutableArray<ZonePermit> Ingress, ImmutableArray<ZonePermit>? Egress)
{
    private readonly ZoneTerm[] _terms = new ZoneTerm[2];
    private readonly TrafficPolicy[] _policies = new TrafficPolicy[2];

    /// <summary>The kind in the API.</summary>
    public static readonly GroupKind Kind = new("safety.poly-k8s.io", "NetworkZone");

    /// <summary>The name.</summary>
    public string Name => Source.Name;

    /// <summary>Whether its border is closed but for what it lists.</summary>
    public bool HasBorder => Class is ZoneClass.Restricted or ZoneClass.Hybrid;

    /// <summary>Whether all its pods may talk to one another.</summary>
    public bool IsOpenInside => Class is ZoneClass.Mutable or ZoneClass.Hybrid;

    /// <summary>The directions in which its border is closed.</summary>
    public IEnumerable<FlowDirection> Closed => !HasBorder ? [] : Egress is null ? [FlowDirection.Ingress] : [FlowDirection.Ingress, FlowDirection.Egress];

    /// <summary>What may cross the border in a direction.</summary>
    public ImmutableArray<ZonePermit> Permits(FlowDirection direction) => direction == FlowDirection.Ingress ? Ingress : Egress ?? [];

    /// <summary>Whether a namespace is in it.</summary>
    public bool Holds(NetworkNamespace ns) => Namespaces.Matches(ns.Labels);

    /// <summary>Whether an end is in it.</summary>
    public bool Holds(FlowEnd end) => end.Pod is { } pod && Namespaces.Matches(pod.NamespaceLabels);

    /// <summary>Its permits as the rules of a policy: what they cut addresses and ports by; made once.</summary>
    public TrafficPolicy AsPolicy(FlowDirection direction) => _policies[(int)direction] ??=
        direction == FlowDirection.Ingress ? Policy("Ingress", [.. Ingress.Select(p => p.Rule)], []) : Policy("Egress", [], [.. Permits(direction).Select(p => p.Rule)]);

    private TrafficPolicy Policy(string type, ImmutableArray<TrafficRule> ingress, ImmutableArray<TrafficRule> egress) =>
        new(Source, PolicyTier.Network, 0, LabelSelector.Everything, LabelSelector.Everything, [type], ingress, egress);

    /// <summary>The zone as the kernel reads it, for a direction; converted once.</summary>
    internal ZoneTerm Term(FlowDirection direction) => _terms[(int)direction] ??= ZoneTerm.Of(this, direction);
}

/// <summary>What a zone promises.</summary>
public enum ZoneClass
{
    /// <summary>Every pod is isolated, and nothing crosses the border but what is listed.</summary>
    Restricted,

    /// <summary>All pods inside may talk to one another.</summary>
    Mutable,

    /// <summary>The network policies inside stay as they are.</summary>
    Immutable,

    /// <summary>Closed to the outside as Restricted, open inside as Mutable.</summary>
    Hybrid,
}

/// <summary>Flows that may cross a border.</summary>
/// <param name="Pods">The pods of the zone.</param>
/// <param name="Rule">With whom, on which ports.</param>
public sealed record ZonePermit(LabelSelector Pods, TrafficRule Rule);
