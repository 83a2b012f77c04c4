using System.Collections.Immutable;
using PolyK8s.Engine.Manifests;
using PolyK8s.Engine.Networks.Reading;
using PolyK8s.Engine.Selectors;

namespace PolyK8s.Engine.Networks;

/// <summary>Where a Service sends what it receives: policies are about the pod behind it, and the port there.</summary>
public static class ServicePorts
{
    /// <summary>The pods a Service selects; null for one without a selector, whose endpoints somebody else writes.</summary>
    public static ImmutableArray<NetworkPod>? Pods(NetworkIndex index, Manifest service)
    {
        var selector = service.Root.At("spec", "selector");
        if (selector is not { Members.IsEmpty: false } || service.Root.TextAt("spec", "type") == "ExternalName")
        {
            return null;
        }

        var wanted = LabelSelector.From(ManifestNode.Object(("matchLabels", selector)));
        return [.. index.Namespace(service.Namespace).Pods.Where(p => wanted.Requirements.All(r => p.Labels.Any(l => l.Key == r.Key && r.Values.Contains(l.Value))))];
    }

    /// <summary>The port at a pod that a port of the Service leads to; null when it leads nowhere.</summary>
    /// <param name="service">The Service.</param>
    /// <param name="port">The port of the Service: its number or its name.</param>
    /// <param name="protocol">The protocol.</param>
    /// <param name="pod">The pod.</param>
    public static int? Target(Manifest service, string port, FlowProtocol protocol, NetworkPod pod)
    {
        var entry = Entry(service, port, protocol);
        return entry is null ? null
            : !NetworkPolicyReader.IsSet(entry["targetPort"]) ? NetworkPolicyReader.Number(entry["port"] ?? ManifestNode.Null)
            : entry["targetPort"] is { Kind: NodeKind.String } name ? pod.Ports.FirstOrDefault(p => p.Name == name.Text && p.Protocol == protocol) is { Number: > 0 } found ? found.Number : null
            : NetworkPolicyReader.Number(entry["targetPort"]!);
    }

    /// <summary>Whether the Service has that port.</summary>
    public static bool Has(Manifest service, string port, FlowProtocol protocol) => Entry(service, port, protocol) is not null;

    /// <summary>The entries of <c>spec.ports</c>.</summary>
    public static IEnumerable<(int Port, FlowProtocol Protocol)> All(Manifest service) => service.Root.ItemsAt("spec", "ports")
        .Select(p => (NetworkPolicyReader.Number(p["port"] ?? ManifestNode.Null), FlowProtocols.Of(p.TextAt("protocol") ?? "TCP") ?? FlowProtocol.Tcp));

    private static ManifestNode? Entry(Manifest service, string port, FlowProtocol protocol) => service.Root.ItemsAt("spec", "ports")
        .FirstOrDefault(p => (p.TextAt("protocol") ?? "TCP") == protocol.Word() && (p["port"]?.Text == port || p.TextAt("name") == port));
}
