using PolyK8s.Cluster.Writing;

namespace PolyK8s.Cluster.Leading;

/// <summary>Agrees with the other replicas, by a Lease, on the one that writes. Nothing on the way of a review depends on it.</summary>
/// <remarks>
/// After client-go's leader election: who waits measures how long the Lease stood still on its own clock, so clocks need
/// not agree; who leads stops its work before others may begin. Two leaders for a moment would do no harm: every write
/// names the state it replaces, or applies the same fields.
/// </remarks>
public sealed class Leadership
{
    private readonly LeaseClient _lease;
    private readonly LeaseTiming _timing;
    private readonly TimeProvider _clock;
    private readonly Action<string>? _say;
    private volatile bool _leads;

    /// <summary>A candidate.</summary>
    /// <param name="connection">The cluster.</param>
    /// <param name="ns">The namespace of the Lease.</param>
    /// <param name="name">Its name.</param>
    /// <param name="identity">Who this is; no two replicas may have the same.</param>
    /// <param name="timing">How long a lead lasts.</param>
    /// <param name="clock">The time.</param>
    /// <param name="say">Gets a line when leading begins and ends, and for a new problem; null for silence.</param>
    public Leadership(ClusterConnection connection, string ns, string name, string identity, LeaseTiming timing, TimeProvider clock, Action<string>? say) =>
        (_lease, _timing, _clock, _say) = (new(new ApiWriter(connection), ns, name, identity, timing, clock), timing, clock, say);

    /// <summary>Whether this is the leader now, as far as it knows.</summary>
    public bool Leads => _leads;

    /// <summary>Leads whenever it can, until told to stop; then lets go, so that another takes over at once.</summary>
    /// <param name="lead">The work of a leader; told to stop when the lead is lost.</param>
    /// <param name="stop">Ends it.</param>
    public async Task RunAsync(Func<CancellationToken, Task> lead, CancellationToken stop)
    {
        var said = "";
        while (!stop.IsCancellationRequested)
        {
            var (held, problem) = await _lease.TryHoldAsync(stop);
            if (problem is not null && problem != said)
            {
                _say?.Invoke($"leader election: {problem}");
            }

            said = problem ?? "";
            if (held)
            {
                await LeadAsync(lead, stop);
            }

            await Task.Delay(_timing.Pause, _clock, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task LeadAsync(Func<CancellationToken, Task> lead, CancellationToken stop)
    {
        using var lost = CancellationTokenSource.CreateLinkedTokenSource(stop);
        _say?.Invoke("leader election: leading");
        _leads = true;
        var work = lead(lost.Token);
        try
        {
            await HoldAsync(work, stop);
        }
        finally
        {
            _leads = false;
            await lost.CancelAsync();
            await work;
            _say?.Invoke("leader election: no longer leading");
        }

        if (stop.IsCancellationRequested)
        {
            await _lease.LetGoAsync();
        }
    }

    // Returns when the Lease could not be renewed in time, the work has ended, or it is told to stop.
    private async Task HoldAsync(Task work, CancellationToken stop)
    {
        var renewed = _clock.GetTimestamp();
        while (!stop.IsCancellationRequested && !work.IsCompleted && _clock.GetElapsedTime(renewed) < _timing.RenewWithin)
        {
            await Task.Delay(_timing.Pause, _clock, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            var asked = _clock.GetTimestamp();
            if (!stop.IsCancellationRequested && (await _lease.TryHoldAsync(stop)).Held)
            {
                renewed = asked;
            }
        }
    }
}
