namespace PolyK8s.Engine.Lifecycles;

/// <summary>What a container is doing, as far as its Pod's phase depends on it.</summary>
public enum ContainerState
{
    /// <summary>It has no status, or an empty one.</summary>
    Absent,

    /// <summary>It waits for its first start.</summary>
    Waiting,

    /// <summary>It runs.</summary>
    Running,

    /// <summary>It ended with exit code 0.</summary>
    Succeeded,

    /// <summary>It ended with another exit code.</summary>
    Failed,

    /// <summary>It waits to be started again after ending with exit code 0.</summary>
    WaitingAfterSuccess,

    /// <summary>It waits to be started again after a failure: CrashLoopBackOff.</summary>
    WaitingAfterFailure,
}
