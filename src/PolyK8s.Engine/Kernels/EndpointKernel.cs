using System.Collections.Immutable;
using PolyK8s.Engine.Endpoints;
using PolyK8s.Kernels.EndpointSelection;
using KernelPod = PolyK8s.Kernels.EndpointSelection.Pod;
using KernelPort = PolyK8s.Kernels.EndpointSelection.ContainerPort;

namespace PolyK8s.Engine.Kernels;

/// <summary>Which Pods a Service reaches, decided by the kernel.</summary>
public static class EndpointKernel
{
    /// <summary>The endpoints of one port, in the order of the Pods.</summary>
    /// <param name="service">The Service.</param>
    /// <param name="pods">The Pods.</param>
    /// <param name="target">Where the port leads.</param>
    /// <param name="protocol">The port's protocol.</param>
    public static ImmutableArray<Endpoints.Endpoint> Of(EndpointService service, ImmutableArray<EndpointPod> pods, PortTarget target, string protocol)
    {
        var found = ToKernel(service).Endpoints(Dafny.Sequence<_IPod>.FromArray([.. pods.Select(ToKernel)]), ToKernel(target), protocol);
        return [.. found.CloneAsArray().Select(e => new Endpoints.Endpoint(e.dtor_pod, e.dtor_number, e.dtor_ready))];
    }

    /// <summary>Whether the Service selects the Pod, whatever the port.</summary>
    public static bool Selects(EndpointService service, EndpointPod pod) => ToKernel(service).Selects(ToKernel(pod));

    private static _IService ToKernel(EndpointService service) => Service.create(service.Namespace, Labels(service.Selector), service.PublishesNotReady);

    private static _IPod ToKernel(EndpointPod pod) => KernelPod.create(
        pod.Namespace, Labels(pod.Labels), pod.Ended, pod.HasAddress, pod.IsReady, pod.Terminates,
        Dafny.Sequence<_IContainerPort>.FromArray([.. pod.Ports.Select(p => KernelPort.create(p.Name, p.Protocol, p.Number))]));

    private static _ITarget ToKernel(PortTarget target) => target.Name is { } name ? Target.create_Named(name) : Target.create_Number(target.Number);

    private static Dafny.ISequence<_ILabel> Labels(ImmutableArray<KeyValuePair<string, string>> labels) =>
        Dafny.Sequence<_ILabel>.FromArray([.. labels.Select(l => Label.create(l.Key, l.Value))]);
}
