namespace PolyK8s.Engine.Lifecycles.Workloads;

/// <summary>What a Deployment, StatefulSet, DaemonSet or ReplicaSet is doing; of several things that hold, the first.</summary>
public enum WorkloadState
{
    /// <summary>It is being deleted.</summary>
    Terminating,

    /// <summary>Its rollouts are paused.</summary>
    Paused,

    /// <summary>Its controller has not seen the newest spec.</summary>
    Observing,

    /// <summary>It exceeded its progress deadline; it may still recover.</summary>
    Stalled,

    /// <summary>Pods cannot be created: a quota, a webhook.</summary>
    ReplicaFailure,

    /// <summary>Pods of an older template are being replaced.</summary>
    Updating,

    /// <summary>Pods are being added or taken away; the template is settled.</summary>
    Scaling,

    /// <summary>All Pods are there, and not all available.</summary>
    Progressing,

    /// <summary>As many Pods as asked for are available.</summary>
    Available,
}
