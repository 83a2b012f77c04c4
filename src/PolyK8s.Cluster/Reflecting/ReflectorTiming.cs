namespace PolyK8s.Cluster.Reflecting;

/// <summary>How long a reflector waits for what.</summary>
internal sealed record ReflectorTiming
{
    /// <summary>The first pause after a failure; it doubles with each further one.</summary>
    /// <remarks>0.8 s to 30 s, as in client-go's reflector.</remarks>
    public TimeSpan FirstPause { get; init; } = TimeSpan.FromMilliseconds(800);

    /// <summary>The longest pause after a failure.</summary>
    public TimeSpan LongestPause { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>The pause before asking again for a resource the server does not know: its definition may be installed later.</summary>
    public TimeSpan AbsentPause { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>How long one page of a list may take.</summary>
    public TimeSpan PageTime { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>How long the server is asked to keep a watch open.</summary>
    public TimeSpan WatchTime { get; init; } = TimeSpan.FromSeconds(300);

    /// <summary>How long a watch may be silent before it is taken for dead: the server closes it after <see cref="WatchTime"/> and sends bookmarks each minute.</summary>
    public TimeSpan Silence { get; init; } = TimeSpan.FromSeconds(330);
}
