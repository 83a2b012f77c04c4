using System.Collections.Immutable;

namespace PolyK8s.Engine.Endpoints;

/// <summary>A Pod as a Service sees it.</summary>
/// <param name="Namespace">The namespace.</param>
/// <param name="Labels">The labels.</param>
/// <param name="Ended">Whether the phase is Succeeded or Failed.</param>
/// <param name="HasAddress">Whether it has an IP address.</param>
/// <param name="IsReady">Whether the condition Ready is True.</param>
/// <param name="Terminates">Whether it is being deleted.</param>
/// <param name="Ports">The ports of its containers, then of its sidecars.</param>
public sealed record EndpointPod(
    string Namespace,
    ImmutableArray<KeyValuePair<string, string>> Labels,
    bool Ended,
    bool HasAddress,
    bool IsReady,
    bool Terminates,
    ImmutableArray<ContainerPort> Ports);

/// <summary>A port a container declares.</summary>
/// <param name="Name">The name; empty for none.</param>
/// <param name="Protocol">TCP, UDP or SCTP.</param>
/// <param name="Number">The number.</param>
public sealed record ContainerPort(string Name, string Protocol, int Number);

/// <summary>A Service, by what it selects.</summary>
/// <param name="Namespace">The namespace.</param>
/// <param name="Selector">The labels; never empty, a Service without a selector selects nothing by itself.</param>
/// <param name="PublishesNotReady">Whether Pods that are not ready receive traffic too.</param>
public sealed record EndpointService(string Namespace, ImmutableArray<KeyValuePair<string, string>> Selector, bool PublishesNotReady);

/// <summary>Where a Service port leads: to a number, or to the container port of a name.</summary>
/// <param name="Number">The number; ignored when there is a name.</param>
/// <param name="Name">The name; null for a number.</param>
public sealed record PortTarget(int Number, string? Name = null);

/// <summary>A Pod that a Service port reaches.</summary>
/// <param name="Pod">Its position in the list of Pods.</param>
/// <param name="Number">The number of its port.</param>
/// <param name="Ready">Whether traffic may go there.</param>
public sealed record Endpoint(int Pod, int Number, bool Ready);
