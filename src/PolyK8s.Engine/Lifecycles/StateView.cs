namespace PolyK8s.Engine.Lifecycles;

/// <summary>In whose words a state is told.</summary>
public enum StateView
{
    /// <summary>Our own, by kind.</summary>
    Own,

    /// <summary>kstatus of cli-utils, which Flux and kpt use.</summary>
    Kstatus,

    /// <summary>The health of Argo CD.</summary>
    Argo,
}
