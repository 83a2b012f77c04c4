namespace PolyK8s.Engine.Rollouts;

/// <summary>What a guard over rollouts is broken by.</summary>
public enum GuardBreach
{
    /// <summary>Something new in a freeze.</summary>
    Frozen,

    /// <summary>An event that the guard does not name for the state.</summary>
    NotPermitted,

    /// <summary>Something new while another rollout is under way.</summary>
    OneAtATime,

    /// <summary>Fewer replicas while too few are available.</summary>
    UnhealthyScaleDown,

    /// <summary>A hand on replicas that an autoscaler owns.</summary>
    ManagedReplicas,
}
