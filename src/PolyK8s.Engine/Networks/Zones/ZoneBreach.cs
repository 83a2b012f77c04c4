namespace PolyK8s.Engine.Networks.Zones;

/// <summary>A flow over the border of a zone that the policies allow and the zone does not list.</summary>
/// <param name="Zone">The zone.</param>
/// <param name="Subject">The pod of the zone.</param>
/// <param name="Direction">Which way it crosses.</param>
/// <param name="Flow">One such flow; null where the pod is not isolated at all.</param>
/// <param name="Side">Why the policies allow it; null where the pod is not isolated at all.</param>
public sealed record ZoneBreach(NetworkZone Zone, NetworkPod Subject, FlowDirection Direction, NetworkFlow? Flow, SideVerdict? Side)
{
    /// <summary>What makes two breaches the same.</summary>
    public string Key => $"{Zone.Name} {Direction} {Subject.Kind} {Subject.Title} {(Flow is null ? "open" : $"{(Direction == FlowDirection.Ingress ? Flow.From : Flow.To)} {Flow.Protocol} {Flow.Port}")}";
}
