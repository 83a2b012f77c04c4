namespace PolyK8s.Engine.Rollouts;

/// <summary>What can be done to a rollout.</summary>
public enum RolloutEvent
{
    /// <summary>All Pods are made again: <c>kubectl rollout restart</c>.</summary>
    Restart,

    /// <summary>An earlier revision comes back: <c>kubectl rollout undo</c>.</summary>
    Undo,

    /// <summary>The number of replicas changes.</summary>
    Scale,

    /// <summary>Rollouts are held.</summary>
    Pause,

    /// <summary>Rollouts go on.</summary>
    Resume,

    /// <summary>Any other change of the template.</summary>
    Edit,
}
