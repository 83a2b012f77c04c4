using System.Diagnostics.CodeAnalysis;

namespace PolyK8s.Cluster.Reflecting;

/// <summary>Pauses that grow with each failure, a little different each time so that many reflectors do not return together.</summary>
internal sealed class Backoff(ReflectorTiming timing, TimeProvider clock)
{
    private TimeSpan _next = timing.FirstPause;

    /// <summary>It works: the next failure is a first one.</summary>
    public void Reset() => _next = timing.FirstPause;

    /// <summary>Waits after a failure.</summary>
    public Task PauseAsync(CancellationToken stop)
    {
        var pause = _next;
        _next = _next * 2 < timing.LongestPause ? _next * 2 : timing.LongestPause;
        return WaitAsync(pause, stop);
    }

    /// <summary>Waits for a resource to appear.</summary>
    public Task WaitForResourceAsync(CancellationToken stop) => WaitAsync(timing.AbsentPause, stop);

    [SuppressMessage("Security", "CA5394", Justification = "spreads load; guards nothing")]
    private Task WaitAsync(TimeSpan pause, CancellationToken stop) => Task.Delay(pause * (0.75 + (Random.Shared.NextDouble() / 2)), clock, stop);
}
