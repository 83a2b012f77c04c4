using PolyK8s.Cluster.Certificates;
using PolyK8s.Cluster.Leading;
using PolyK8s.Cluster.Reporting;
using PolyK8s.Cluster.Writing;
using PolyK8s.Engine;
using PolyK8s.Engine.Certificates;

namespace PolyK8s.Cluster.Operating;

/// <summary>What one replica at a time does for all: conditions of policies, the canary, Events, the background check and its reports, and the authorities of certificates.</summary>
public sealed class ClusterOperator
{
    private static readonly TimeSpan OwnershipPause = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan CandidatePause = TimeSpan.FromSeconds(2);

    private readonly OperatorOptions _options;
    private readonly ISnapshotSource _source;
    private readonly TimeProvider _clock;
    private readonly Turns _turns;
    private readonly Action<string>? _say;
    private readonly ApiWriter _api;
    private readonly EventWriter _events;
    private readonly WebhookConfigurations _configurations;

    /// <summary>An operator for a cluster.</summary>
    /// <param name="connection">The cluster.</param>
    /// <param name="options">Who and where.</param>
    /// <param name="source">What is known of the cluster.</param>
    /// <param name="judge">Judges the objects that are there already.</param>
    /// <param name="clock">The time.</param>
    /// <param name="say">Gets one line for whatever changes; null for silence.</param>
    public ClusterOperator(ClusterConnection connection, OperatorOptions options, ISnapshotSource source, Judge judge, TimeProvider clock, Action<string>? say)
    {
        (_options, _source, _clock, _say) = (options, source, clock, say);
        (_turns, _api) = (new(clock, say), new(connection));
        _events = new(_api, options.Namespace, options.Identity, clock);
        _configurations = new(connection, options.Configuration, options.Namespace);
        Canary = new(connection, clock, say);
        Leadership = new(connection, options.Namespace, options.Lease, options.Identity, options.Timing, clock, say);
        Background = new(connection, options.Reports, judge, source, _events, clock, say);
    }

    /// <summary>Who leads.</summary>
    public Leadership Leadership { get; }

    /// <summary>Whether anything is enforced.</summary>
    public EnforcementCanary Canary { get; }

    /// <summary>The check of what is there already.</summary>
    public BackgroundCheck Background { get; }

    /// <summary>Takes part until told to stop.</summary>
    /// <param name="more">More work for a leader, the authorities of certificates; null for none.</param>
    /// <param name="stop">Ends it.</param>
    public Task RunAsync(Func<CancellationToken, Task>? more, CancellationToken stop) =>
        _turns.RepeatAsync("leader election", cancelled => Leadership.RunAsync(lost => LeadAsync(more, lost), cancelled), CandidatePause, stop);

    private Task LeadAsync(Func<CancellationToken, Task>? more, CancellationToken lost) => Task.WhenAll(
        new PolicyStatuses(_api, _source, Canary, _clock, _say).RunAsync(lost),
        Canary.RunAsync(() => Announce(lost), lost),
        Background.RunAsync(lost),
        new TransitionEvents(_source, _events, _clock, _say).RunAsync(lost),
        _turns.RepeatAsync("webhook configurations", OwnAsync, OwnershipPause, lost),
        more?.Invoke(lost) ?? Task.CompletedTask);

    /// <summary>Makes the namespace the owner of the webhook configurations: with the namespace they go too, and lock nobody out.</summary>
    private async Task OwnAsync(CancellationToken cancelled)
    {
        try
        {
            await _configurations.OwnAsync(cancelled);
        }
        catch (VaultException e)
        {
            _say?.Invoke($"webhook configurations: {e.Message}");
        }
    }

    private void Announce(CancellationToken stop)
    {
        if (Canary.Enforcing is not { } enforcing)
        {
            return;
        }

        _say?.Invoke($"enforcing: {(enforcing ? "yes" : "no")}: {Canary.Because}");
        _ = _events.WriteAsync(new("v1", "Namespace", "", _options.Namespace), "", !enforcing, enforcing ? "Enforcing" : "NotEnforcing", Canary.Because, stop)
            .ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
    }
}
