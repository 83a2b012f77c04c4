using PolyK8s.Engine.Lifecycles;
using PolyK8s.Kernels.PodPhase;

namespace PolyK8s.Engine.Kernels;

/// <summary>The phase the kubelet computes for a Pod from its containers: <c>getPhase</c> of kubelet_pods.go, proved total.</summary>
public static class KubeletPhases
{
    private static readonly _IState[] States = [.. Enum.GetValues<ContainerState>().Select(ToKernel)];

    private static readonly _IContainer[] Known =
        [.. Enum.GetValues<Lifecycles.RestartPolicy>().SelectMany(restarts => States.Select(state => Container.create(ToKernel(restarts), state)))];

    /// <summary>The phase: <c>Pending</c>, <c>Running</c>, <c>Succeeded</c> or <c>Failed</c>.</summary>
    public static string Of(PodContainers pod)
    {
        var inits = new _IContainer[pod.Inits.Length];
        for (var i = 0; i < inits.Length; i++)
        {
            inits[i] = Of(pod.Inits[i]);
        }

        var sidecars = new _ISidecar[pod.Sidecars.Length];
        for (var i = 0; i < sidecars.Length; i++)
        {
            sidecars[i] = Sidecar.create(States[(int)pod.Sidecars[i].State], pod.Sidecars[i].Started);
        }

        var mains = new _IContainer[pod.Mains.Length];
        for (var i = 0; i < mains.Length; i++)
        {
            mains[i] = Of(pod.Mains[i]);
        }

        var phase = Containers.create(Dafny.Sequence<_IContainer>.FromArray(inits), Dafny.Sequence<_ISidecar>.FromArray(sidecars), Dafny.Sequence<_IContainer>.FromArray(mains))
            .ComputePhase(pod.Terminal, pod.Initialized);
        return phase.is_Pending ? "Pending" : phase.is_Running ? "Running" : phase.is_Succeeded ? "Succeeded" : "Failed";
    }

    // Kernel values are immutable: one of each kind is enough.
    private static _IContainer Of(PodContainer container) => Known[((int)container.Restarts * States.Length) + (int)container.State];

    private static _IRestartPolicy ToKernel(Lifecycles.RestartPolicy policy) => policy switch
    {
        Lifecycles.RestartPolicy.Always => PolyK8s.Kernels.PodPhase.RestartPolicy.create_Always(),
        Lifecycles.RestartPolicy.OnFailure => PolyK8s.Kernels.PodPhase.RestartPolicy.create_OnFailure(),
        _ => PolyK8s.Kernels.PodPhase.RestartPolicy.create_Never(),
    };

    private static _IState ToKernel(ContainerState state) => state switch
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
