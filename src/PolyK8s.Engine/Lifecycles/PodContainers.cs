using System.Collections.Immutable;

namespace PolyK8s.Engine.Lifecycles;

/// <summary>How a Pod restarts its containers, <c>spec.restartPolicy</c>.</summary>
public enum RestartPolicy
{
    /// <summary>Whenever they end.</summary>
    Always,

    /// <summary>When they end in failure.</summary>
    OnFailure,

    /// <summary>Not at all.</summary>
    Never,
}

/// <summary>A regular init container.</summary>
/// <param name="State">What it is doing.</param>
/// <param name="FailureIsFinal">Whether nothing restarts it after a failure.</param>
public readonly record struct InitContainer(ContainerState State, bool FailureIsFinal);

/// <summary>The containers of a Pod as kubelet counts them for its phase.</summary>
/// <param name="Policy">The restart policy.</param>
/// <param name="Inits">The regular init containers.</param>
/// <param name="Sidecars">The init containers with <c>restartPolicy: Always</c>.</param>
/// <param name="Containers">The regular containers.</param>
/// <param name="Terminal">Whether the Pod is being ended for good (deleted or evicted).</param>
/// <param name="Initialized">Whether the init containers were through once.</param>
public sealed record PodContainers(
    RestartPolicy Policy,
    ImmutableArray<InitContainer> Inits,
    ImmutableArray<ContainerState> Sidecars,
    ImmutableArray<ContainerState> Containers,
    bool Terminal,
    bool Initialized);
