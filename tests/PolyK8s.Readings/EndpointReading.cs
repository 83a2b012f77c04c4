using System.Collections.Immutable;
using PolyK8s.Engine.Endpoints;

namespace PolyK8s.Readings;

/// <summary>The endpoints of a Service, read a second time as one query; <paramref name="misreading"/> plants one mistake.</summary>
public sealed class EndpointReading(string misreading = "")
{
    /// <summary>The mistakes.</summary>
    public static IReadOnlyList<string> Misreadings { get; } = ["any namespace", "any label", "ended count", "no address needed", "any protocol", "last port", "not ready is ready", "ready while it ends"];

    /// <summary>The endpoints of one port.</summary>
    public ImmutableArray<Endpoint> Of(EndpointService service, ImmutableArray<EndpointPod> pods, PortTarget target, string protocol) =>
    [
        .. from at in Enumerable.Range(0, pods.Length)
           let pod = pods[at]
           where pod.Namespace == service.Namespace || misreading == "any namespace"
           where misreading == "any label" ? service.Selector.Any(pod.Labels.Contains) : service.Selector.All(pod.Labels.Contains)
           where !pod.Ended || misreading == "ended count"
           where pod.HasAddress || misreading == "no address needed"
           let ports = pod.Ports.Where(p => p.Name == target.Name && (p.Protocol == protocol || misreading == "any protocol")).Select(p => p.Number).ToArray()
           let number = target.Name is null ? target.Number : ports.Length == 0 ? (int?)null : misreading == "last port" ? ports[^1] : ports[0]
           where number is not null
           let ready = service.PublishesNotReady || ((pod.IsReady || misreading == "not ready is ready") && (!pod.Terminates || misreading == "ready while it ends"))
           select new Endpoint(at, number.Value, ready),
    ];
}
