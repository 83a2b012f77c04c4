using PolyK8s.Engine;

namespace PolyK8s.Cluster.Operating;

/// <summary>Tells of steps that no lifecycle allows, as Events of the objects that made them.</summary>
/// <param name="source">What is known of the cluster.</param>
/// <param name="events">Writes Events, few and each once.</param>
/// <param name="clock">The time.</param>
/// <param name="say">Gets a line when telling itself fails; null for silence.</param>
internal sealed class TransitionEvents(ISnapshotSource source, EventWriter events, TimeProvider clock, Action<string>? say)
{
    // Soon enough for a person, and a burst is told in one go.
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(5);

    private long _told;

    /// <summary>Tells until told to stop.</summary>
    public Task RunAsync(CancellationToken stop) => new Turns(clock, say).RepeatAsync("lifecycle events", TellAsync, Pause, stop);

    private async Task TellAsync(CancellationToken cancelled)
    {
        foreach (var step in source.Current.States.Forbidden.Where(f => f.Number > _told))
        {
            await events.WriteAsync(step.Object, step.Uid, warning: true, "IllegalTransition", step.Line, cancelled);
            _told = step.Number;
        }
    }
}
