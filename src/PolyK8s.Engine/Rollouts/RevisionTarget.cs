namespace PolyK8s.Engine.Rollouts;

/// <summary>What the revision to go back to is like.</summary>
public enum RevisionTarget
{
    /// <summary>There is none.</summary>
    Missing,

    /// <summary>Its template runs already.</summary>
    Same,

    /// <summary>Its template differs from the one that runs.</summary>
    Different,
}
