namespace PolyK8s.Engine.Lifecycles;

/// <summary>The phases of a Pod, <c>status.phase</c> of core/v1.</summary>
public enum PodPhase
{
    /// <summary>No status was written yet.</summary>
    Unset,

    /// <summary>Accepted; a container is still to be started.</summary>
    Pending,

    /// <summary>Bound to a node, at least one container runs or restarts.</summary>
    Running,

    /// <summary>All containers ended with exit code 0 and stay ended.</summary>
    Succeeded,

    /// <summary>All containers ended, at least one in failure.</summary>
    Failed,

    /// <summary>The legacy phase of a Pod whose node is lost.</summary>
    Unknown,
}
