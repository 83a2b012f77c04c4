namespace PolyK8s.Engine.Lifecycles.Workloads;

/// <summary>The cases of <c>kubectl rollout status</c>.</summary>
internal enum KubectlCase
{
    /// <summary>The spec has not been observed.</summary>
    NotObserved,

    /// <summary>A Deployment exceeded its progress deadline.</summary>
    PastDeadline,

    /// <summary>Fewer Pods are updated than asked for.</summary>
    FewerUpdated,

    /// <summary>Old Pods are still there.</summary>
    OldPending,

    /// <summary>Fewer Pods are available than updated.</summary>
    FewerAvailable,

    /// <summary>Done.</summary>
    RolledOut,

    /// <summary>The update strategy has no rollouts.</summary>
    NotRolling,

    /// <summary>Fewer Pods are ready than asked for.</summary>
    FewerReady,

    /// <summary>A partition has not been updated.</summary>
    PartitionPending,

    /// <summary>A partition has.</summary>
    PartitionComplete,

    /// <summary>The revisions differ.</summary>
    RevisionPending,

    /// <summary>They do not.</summary>
    RevisionComplete,
}
