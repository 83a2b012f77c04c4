using System.Globalization;
using PolyK8s.Engine.Rollouts;

namespace PolyK8s.Engine.Writing;

/// <summary>What kubectl says to one who wants something done to a rollout.</summary>
internal static class KubectlWords
{
    /// <summary>Why it does not do it, as kubectl says it after <c>error:</c>.</summary>
    public static string Refusal(EventRefusal why, RolloutOperation operation, RolloutHistory history)
    {
        var kind = operation.Kind.ToLowerInvariant();
        var resource = $"{kind}s.apps \"{operation.Name}\"";
        return why switch
        {
            EventRefusal.PausedAlready => $"{resource} is already paused",
            EventRefusal.NotPaused => $"{resource} is not paused",
            EventRefusal.WhilePaused when operation.Event == RolloutEvent.Restart => $"{resource} can't restart paused {kind} (run rollout resume first)",
            EventRefusal.WhilePaused => "you cannot rollback a paused deployment; resume it first with 'kubectl rollout resume' and try again",
            EventRefusal.NoSuchRevision when operation.ToRevision > 0 => string.Create(CultureInfo.InvariantCulture, $"unable to find specified revision {operation.ToRevision} in history"),
            EventRefusal.NoSuchRevision when operation.Kind == "Deployment" => $"no rollout history found for deployment \"{operation.Name}\"",
            EventRefusal.NoSuchRevision => "no last revision to roll back to",
            EventRefusal.NothingToUndo => string.Create(CultureInfo.InvariantCulture, $"skipped rollback (current template already matches revision {Running(history)})"),
            _ when operation.Event == RolloutEvent.Pause => $"{resource} pausing is not supported",
            _ when operation.Event == RolloutEvent.Resume => $"{resource} resuming is not supported",
            _ => $"a {operation.Kind} cannot {operation.Event.ToString().ToLowerInvariant()}",
        };
    }

    private static long Running(RolloutHistory history) => history.Revisions.LastOrDefault(r => r.Running)?.Revision ?? 0;
}
