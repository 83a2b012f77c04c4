using PolyK8s.Engine.Lifecycles;
using PolyK8s.Kernels.PodPhase;

namespace PolyK8s.Engine.Kernels;

/// <summary>The phase the kubelet computes for a Pod from its containers: <c>getPhase</c> of kubelet_pods.go, proved total.</summary>
public static class KubeletPhases
{
    /// <summary>The phase: <c>Pending</c>, <c>Running</c>, <c>Succeeded</c> or <c>Failed</c>.</summary>
    public static string Of(PodContainers pod)
    {
        var phase = Containers.create(
            Dafny.Sequence<_IContainer>.FromArray([.. pod.Inits.Select(Of)]),
            Dafny.Sequence<_ISidecar>.FromArray([.. pod.Sidecars.Select(s => Sidecar.create(Of(s.State), s.Started))]),
            Dafny.Sequence<_IContainer>.FromArray([.. pod.Mains.Select(Of)])).ComputePhase(pod.Terminal, pod.Initialized);
        return phase.is_Pending ? "Pending" : phase.is_Running ? "Running" : phase.is_Succeeded ? "Succeeded" : "Failed";
    }

    private static _IContainer Of(PodContainer container) => Container.create(
        container.Restarts switch
        {
            Lifecycles.RestartPolicy.Always => PolyK8s.Kernels.PodPhase.RestartPolicy.create_Always(),
            Lifecycles.RestartPolicy.OnFailure => PolyK8s.Kernels.PodPhase.RestartPolicy.create_OnFailure(),
            _ => PolyK8s.Kernels.PodPhase.RestartPolicy.create_Never(),
        },
        Of(container.State));

    private static _IState Of(ContainerState state) => state switch
    {
        ContainerState.Waiting => State.create_Waiting(),
        ContainerState.Running => State.create_Started(),
        ContainerState.Succeeded => State.create_Ended(0),
        ContainerState.Failed => State.create_Ended(1),
        ContainerState.WaitingAfterSuccess => State.create_Crashed(0),
        ContainerState.WaitingAfterFailure => State.create_Crashed(1),
        _ => State.create_Absent(),
    };
}
