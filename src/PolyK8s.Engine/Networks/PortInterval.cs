namespace PolyK8s.Engine.Networks;

/// <summary>Ports that fare alike.</summary>
/// <param name="Protocol">The protocol.</param>
/// <param name="First">The first number.</param>
/// <param name="Last">The last number.</param>
/// <param name="Reach">Whether flows to them get through.</param>
public sealed record PortInterval(FlowProtocol Protocol, int First, int Last, Reach Reach);
