namespace PolyK8s.Engine.Lifecycles;

/// <summary>What a container is doing, as far as the Pod's phase depends on it.</summary>
public enum ContainerState
{
    /// <summary>It has no status.</summary>
    Missing,

    /// <summary>It waits for its first start.</summary>
    Waiting,

    /// <summary>It runs.</summary>
    Running,

    /// <summary>It ended with exit code 0, or waits to be started again after that.</summary>
    Succeeded,

    /// <summary>It ended with another exit code, or waits to be started again after that (CrashLoopBackOff).</summary>
    Failed,
}
