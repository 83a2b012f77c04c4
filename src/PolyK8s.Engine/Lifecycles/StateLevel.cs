namespace PolyK8s.Engine.Lifecycles;

/// <summary>How a state is meant, whatever the kind.</summary>
public enum StateLevel
{
    /// <summary>As it is to be.</summary>
    Settled,

    /// <summary>At its end; it stays there until it is deleted.</summary>
    Ended,

    /// <summary>On its way.</summary>
    Underway,

    /// <summary>Something is wrong; it may recover.</summary>
    Failing,

    /// <summary>Somebody holds it back.</summary>
    Held,

    /// <summary>Being deleted.</summary>
    Leaving,

    /// <summary>Nobody can tell.</summary>
    Unclear,
}
