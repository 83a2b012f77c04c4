namespace PolyK8s.Cluster.Leading;

/// <summary>How long a lead lasts.</summary>
/// <remarks>The figures of kube-controller-manager: 15 s, 10 s, 2 s. A leader that cannot renew gives up 5 s before another may take over.</remarks>
public sealed record LeaseTiming
{
    /// <summary>How long others wait after the last renewal they saw.</summary>
    public TimeSpan Duration { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>How long a leader goes on without a renewal.</summary>
    public TimeSpan RenewWithin { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How often it is tried.</summary>
    public TimeSpan Pause { get; init; } = TimeSpan.FromSeconds(2);
}
