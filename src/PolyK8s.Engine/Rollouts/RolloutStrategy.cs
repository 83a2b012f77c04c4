namespace PolyK8s.Engine.Rollouts;

/// <summary>How a controller replaces Pods.</summary>
public enum RolloutStrategy
{
    /// <summary>A Deployment: new Pods before and while old ones go, within bounds.</summary>
    RollingUpdate,

    /// <summary>A Deployment: all old Pods go before a new one comes.</summary>
    Recreate,

    /// <summary>A StatefulSet: one Pod at a time, from the highest ordinal down to the partition.</summary>
    OneByOne,

    /// <summary>A DaemonSet: each node's Pod in its place.</summary>
    InPlace,
}
