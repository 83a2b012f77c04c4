using System.Collections.Immutable;
using PolyK8s.Engine.Endpoints;
using PolyK8s.Engine.Kernels;
using PolyK8s.Engine.Manifests;
using PolyK8s.Engine.Networks.Reading;

namespace PolyK8s.Engine.Networks;

/// <summary>Where a Service sends what it receives: policies are about the pod behind it, and the port there.</summary>
public static class ServicePorts
{
    /// <summary>The pods a Service selects; null for one without a selector, whose endpoints somebody else writes.</summary>
    public static ImmutableArray<NetworkPod>? Pods(NetworkIndex index, Manifest service)
    {
        if (Backends.SelectorOf(service) is not { } selection)
        {
            return null;
        }

        var asked = new EndpointService(service.Namespace, EndpointPods.Labels(selection.Selector), PublishesNotReady: true);
        return [.. index.Namespace(service.Namespace).Pods.Where(p => EndpointKernel.Selects(asked, AsEndpoint(p)))];
    }

    /// <summary>The port at a pod that a port of the Service leads to; null when it leads nowhere.</summary>
    /// <param name="service">The Service.</param>
    /// <param name="port">The port of the Service: its number or its name.</param>
    /// <param name="protocol">The protocol.</param>
    /// <param name="pod">The pod.</param>
    public static int? Target(Manifest service, string port, FlowProtocol protocol, NetworkPod pod) =>
        Entry(service, port, protocol) is { } entry
        && EndpointKernel.Of(new(pod.Namespace, [], PublishesNotReady: true), [AsEndpoint(pod)], ServiceEndpoints.TargetOf(entry), protocol.Word()) is [{ Number: > 0 } found]
            ? found.Number
            : null;

    // Whether a pod is ready comes and goes; what may reach it is asked of all.
    private static EndpointPod AsEndpoint(NetworkPod pod) => new(
        pod.Namespace, pod.Labels, Ended: false, HasAddress: true, IsReady: true, Terminates: false, [.. pod.Ports.Select(p => new ContainerPort(p.Name, p.Protocol.Word(), p.Number))]);

    /// <summary>Whether the Service has that port.</summary>
    public static bool Has(Manifest service, string port, FlowProtocol protocol) => Entry(service, port, protocol) is not null;

    /// <summary>The entries of <c>spec.ports</c>.</summary>
    public static IEnumerable<(int Port, FlowProtocol Protocol)> All(Manifest service) => service.Root.ItemsAt("spec", "ports")
        .Select(p => (NetworkPolicyReader.Number(p["port"] ?? ManifestNode.Null), FlowProtocols.Of(p.TextAt("protocol") ?? "TCP") ?? FlowProtocol.Tcp));

    private static ManifestNode? Entry(Manifest service, string port, FlowProtocol protocol) => service.Root.ItemsAt("spec", "ports")
        .FirstOrDefault(p => (p.TextAt("protocol") ?? "TCP") == protocol.Word() && (p["port"]?.Text == port || p.TextAt("name") == port));
}
