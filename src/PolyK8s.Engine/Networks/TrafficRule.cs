using System.Collections.Immutable;
using PolyK8s.Engine.Manifests;

namespace PolyK8s.Engine.Networks;

/// <summary>One rule of a network policy.</summary>
/// <param name="Action">What it does; rules of a NetworkPolicy accept.</param>
/// <param name="Peers">Whom it is about; null for anyone.</param>
/// <param name="Ports">Which ports; null for all.</param>
/// <param name="Path">Where it stands, <c>spec.ingress[0]</c>.</param>
/// <param name="At">Its node.</param>
public sealed record TrafficRule(TrafficAction Action, ImmutableArray<TrafficPeer>? Peers, ImmutableArray<TrafficPort>? Ports, string Path, ManifestNode? At);

/// <summary>What a rule does.</summary>
public enum TrafficAction
{
    /// <summary>Lets the flow through.</summary>
    Accept,

    /// <summary>Refuses it.</summary>
    Deny,

    /// <summary>Leaves it to the next tier.</summary>
    Pass,
}
