using System.Collections.Immutable;

namespace PolyK8s.Engine.Lifecycles;

/// <summary>The containers of a Pod as the kubelet looks at them to compute its phase.</summary>
/// <param name="Inits">The regular init containers.</param>
/// <param name="Sidecars">The init containers that restart always.</param>
/// <param name="Mains">The regular containers.</param>
/// <param name="Terminal">Whether nothing will be started again: the Pod is deleted or evicted.</param>
/// <param name="Initialized">Whether the init containers were done once.</param>
public sealed record PodContainers(
    ImmutableArray<PodContainer> Inits,
    ImmutableArray<SidecarContainer> Sidecars,
    ImmutableArray<PodContainer> Mains,
    bool Terminal,
    bool Initialized);

/// <summary>A container and how it restarts: by its own policy, or by its Pod's.</summary>
/// <param name="Restarts">The policy.</param>
/// <param name="State">What it is doing.</param>
public readonly record struct PodContainer(RestartPolicy Restarts, ContainerState State);

/// <summary>A sidecar.</summary>
/// <param name="State">What it is doing.</param>
/// <param name="Started">The status field <c>started</c>.</param>
public readonly record struct SidecarContainer(ContainerState State, bool Started);

/// <summary><c>restartPolicy</c>.</summary>
public enum RestartPolicy
{
    /// <summary>Whenever it ends.</summary>
    Always,

    /// <summary>When it fails.</summary>
    OnFailure,

    /// <summary>Not at all.</summary>
    Never,
}
