namespace PolyK8s.Engine.Rollouts;

/// <summary>Why kubectl refuses to do something to a rollout.</summary>
public enum EventRefusal
{
    /// <summary>Objects of the kind cannot.</summary>
    Unsupported,

    /// <summary>It is paused already.</summary>
    PausedAlready,

    /// <summary>It is not paused.</summary>
    NotPaused,

    /// <summary>It cannot be done while it is paused.</summary>
    WhilePaused,

    /// <summary>There is no such revision.</summary>
    NoSuchRevision,

    /// <summary>The revision runs already.</summary>
    NothingToUndo,
}
