using System.Collections.Immutable;
using PolyK8s.Engine.Kernels;
using PolyK8s.Engine.Manifests;
using PolyK8s.Engine.References;

namespace PolyK8s.Engine.Endpoints;

/// <summary>What a Service reaches.</summary>
/// <param name="Service">The Service.</param>
/// <param name="Behind">The objects whose Pods it selects; a Pod that has ended or has no address is not among them.</param>
/// <param name="Ports">Its ports.</param>
public sealed record ServiceEndpoints(Manifest Service, ImmutableArray<Manifest> Behind, ImmutableArray<ServicePort> Ports)
{
    /// <summary>What a Service reaches in a view; null for one that selects nothing by itself.</summary>
    public static ServiceEndpoints? Of(Manifest service, ClusterView view) =>
        Backends.SelectorOf(service) is { } selection ? Of(service, selection, Backends.Of(service, view)) : null;

    /// <summary>
    /// Whether a port of a Service leaves out the Pods of one maker. What each maker gets does not depend on the others, so this
    /// asks only it, however many stand behind the Service.
    /// </summary>
    public static bool Drops(Manifest service, Manifest maker) =>
        Backends.SelectorOf(service) is { } selection && Of(service, selection, [maker]).Ports.Any(p => !p.Dropped.IsEmpty);

    private static ServiceEndpoints Of(Manifest service, Selection selection, IEnumerable<Manifest> makers)
    {
        var asked = new EndpointService(service.Namespace, EndpointPods.Labels(selection.Selector), service.Root.At("spec", "publishNotReadyAddresses") is { Kind: NodeKind.Boolean, Text: "true" });
        var behind = makers.Select(m => (Maker: m, Pod: EndpointPods.Of(m))).Where(b => EndpointKernel.Selects(asked, b.Pod)).ToImmutableArray();
        var pods = behind.Select(b => b.Pod).ToImmutableArray();
        return new(service, [.. behind.Select(b => b.Maker)], [.. service.Root.ItemsAt("spec", "ports").Select((p, i) => Port(p, i, asked, pods))]);
    }

    private static ServicePort Port(ManifestNode port, int place, EndpointService service, ImmutableArray<EndpointPod> pods)
    {
        var (number, protocol) = (EndpointPods.Number(port["port"]), port.TextAt("protocol") ?? "TCP");
        var target = TargetOf(port);
        var found = EndpointKernel.Of(service, pods, target, protocol);
        var reached = found.Select(e => e.Pod).ToHashSet();
        return new(place, number, protocol, target, found, [.. Enumerable.Range(0, pods.Length).Where(p => !reached.Contains(p)).Select(p => new DroppedPod(p, Reason(pods[p], target, protocol)))]);
    }

    /// <summary>Where an entry of <c>spec.ports</c> leads: to <c>targetPort</c>, or to its own number.</summary>
    internal static PortTarget TargetOf(ManifestNode port) => port["targetPort"] switch
    {
        { Kind: NodeKind.String, Text.Length: > 0 } name => new PortTarget(0, name.Text),
        { Kind: NodeKind.Integer } given when EndpointPods.Number(given) > 0 => new PortTarget(EndpointPods.Number(given)),
        _ => new PortTarget(EndpointPods.Number(port["port"])),
    };

    private static string Reason(EndpointPod pod, PortTarget target, string protocol)
    {
        var others = pod.Ports.Where(p => p.Name == target.Name).Select(p => p.Protocol).Distinct().ToArray();
        return others.Length > 0 ? $"its port `{target.Name}` speaks {string.Join(" and ", others)}, not {protocol}"
            : $"no container has a port named `{target.Name}`{(pod.Ports.Where(p => p.Name.Length > 0).Select(p => $"`{p.Name}`").Distinct().ToArray() is { Length: > 0 } names ? $"; there are {string.Join(", ", names)}" : "")}";
    }
}

/// <summary>One port of a Service.</summary>
/// <param name="Place">Its place in the list of ports.</param>
/// <param name="Number">Its number.</param>
/// <param name="Protocol">Its protocol.</param>
/// <param name="Target">Where it leads.</param>
/// <param name="Endpoints">What it reaches; each names an object by its place behind the Service.</param>
/// <param name="Dropped">What is selected and not reached.</param>
public sealed record ServicePort(int Place, int Number, string Protocol, PortTarget Target, ImmutableArray<Endpoint> Endpoints, ImmutableArray<DroppedPod> Dropped);

/// <summary>A Pod that a Service selects and one of its ports does not reach.</summary>
/// <param name="Pod">The place of the object behind the Service.</param>
/// <param name="Reason">Why.</param>
public sealed record DroppedPod(int Pod, string Reason);
