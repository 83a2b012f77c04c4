using System.Collections.Immutable;
using PolyK8s.Engine.Lifecycles;
using Kernel = PolyK8s.Kernels.SafeResource;

namespace PolyK8s.Engine.Kernels;

/// <summary>Which phase of a Pod may follow which. Decided by the SafeResource kernel.</summary>
public static class PodPhases
{
    private static readonly ImmutableArray<PodPhase> All = [.. Enum.GetValues<PodPhase>()];

    /// <summary>Whether a status write may take a Pod from one phase to another.</summary>
    public static bool MayBecome(PodPhase from, PodPhase to) => Of(from).MayBecome(Of(to));

    /// <summary>The phases that may follow.</summary>
    public static ImmutableArray<PodPhase> After(PodPhase from) => [.. All.Where(to => to != from && MayBecome(from, to))];

    /// <summary>The phase kubelet reports for a Pod that had a phase before.</summary>
    public static PodPhase Reported(PodPhase before, PodContainers pod) => Of(Of(before).Merged(PhaseOf(pod)));

    /// <summary>The phase kubelet computes from containers.</summary>
    public static PodPhase Computed(PodContainers pod) => Of(PhaseOf(pod));

    private static Kernel._IPodPhase PhaseOf(PodContainers pod) => new Kernel.Pod(
        pod.Policy switch
        {
            RestartPolicy.Always => Kernel.RestartPolicy.create_Always(),
            RestartPolicy.OnFailure => Kernel.RestartPolicy.create_OnFailure(),
            _ => Kernel.RestartPolicy.create_Never(),
        },
        Dafny.Sequence<Kernel._IInit>.FromArray([.. pod.Inits.Select(i => Kernel.Init.create(Of(i.State), i.FailureIsFinal))]),
        Dafny.Sequence<Kernel._IContainerState>.FromArray([.. pod.Sidecars.Select(Of)]),
        Dafny.Sequence<Kernel._IContainerState>.FromArray([.. pod.Containers.Select(Of)]),
        pod.Terminal,
        pod.Initialized).Phase();

    private static Kernel._IContainerState Of(ContainerState state) => state switch
    {
        ContainerState.Waiting => Kernel.ContainerState.create_Waiting(),
        ContainerState.Running => Kernel.ContainerState.create_Running(),
        ContainerState.Succeeded => Kernel.ContainerState.create_Stopped(true),
        ContainerState.Failed => Kernel.ContainerState.create_Stopped(false),
        _ => Kernel.ContainerState.create_Missing(),
    };

    private static Kernel._IPodPhase Of(PodPhase phase) => phase switch
    {
        PodPhase.Pending => Kernel.PodPhase.create_Pending(),
        PodPhase.Running => Kernel.PodPhase.create_Running(),
        PodPhase.Succeeded => Kernel.PodPhase.create_Succeeded(),
        PodPhase.Failed => Kernel.PodPhase.create_Failed(),
        PodPhase.Unknown => Kernel.PodPhase.create_Unknown(),
        _ => Kernel.PodPhase.create_Unset(),
    };

    private static PodPhase Of(Kernel._IPodPhase phase) =>
        phase.is_Pending ? PodPhase.Pending
        : phase.is_Running ? PodPhase.Running
        : phase.is_Succeeded ? PodPhase.Succeeded
        : phase.is_Failed ? PodPhase.Failed
        : phase.is_Unknown ? PodPhase.Unknown
        : PodPhase.Unset;
}
