using PolyK8s.Engine;
using PolyK8s.Engine.Lifecycles;
using PolyK8s.Engine.Lifecycles.Workloads;
using PolyK8s.Engine.Manifests;
using PolyK8s.Engine.Rollouts;
using PolyK8s.Engine.Writing;

namespace PolyK8s.Cluster.Guarded;

/// <summary>Follows an object to the end of what it is doing, with a line for each change.</summary>
public static class ObjectFollowing
{
    /// <summary>Follows.</summary>
    /// <param name="read">Reads the object; null when it is not there.</param>
    /// <param name="say">Gets the lines.</param>
    /// <param name="timeout">How long.</param>
    /// <param name="cancelled">Gives up.</param>
    public static async Task<FollowedEnd> FollowAsync(Func<CancellationToken, Task<Manifest?>> read, Action<string> say, TimeSpan timeout, CancellationToken cancelled)
    {
        var (last, away) = await Following.FollowAsync(
            async c => await read(c) is { } manifest ? Of(manifest) : new(WriteOutcome.Broken, "NotFound", "NotFound: it is not there"),
            IsEnd,
            (before, now) =>
            {
                if (now.Line != before?.Line)
                {
                    say(now.Line);
                }
            },
            say,
            timeout,
            cancelled);
        var end = last ?? new FollowedEnd(WriteOutcome.Unfinished, "Unknown", "nothing");
        return IsEnd(end) ? end : end with { Line = $"the time is up{(away ? ", and the API server does not answer" : "")}; the last seen was: {end.Line}" };
    }

    private static bool IsEnd(FollowedEnd seen) => seen.Outcome != WriteOutcome.Unfinished;

    /// <summary>Where an object is on its way: a rollout as kubectl follows it, anything else by the table of its kind.</summary>
    public static FollowedEnd Of(Manifest manifest)
    {
        var kind = new GroupKind(manifest.Group, manifest.Kind);
        var state = ObjectStates.Of(manifest, TimeProvider.System.GetUtcNow());
        if (RolloutWorkload.Rolls(manifest) && state.State is not ("Terminating" or "Paused"))
        {
            var said = KubectlStatus.Of(manifest);
            var line = $"{state.State}: {said.Error ?? said.Message}";
            return new(said.Error is not null ? WriteOutcome.Broken : said.Done ? WriteOutcome.Settled : WriteOutcome.Unfinished, state.State, line);
        }

        var failed = ObjectStates.Of(manifest, TimeProvider.System.GetUtcNow(), StateView.Kstatus).State == "Failed";
        var outcome = ObjectStates.LevelOf(kind, state.State) switch
        {
            StateLevel.Ended when failed => WriteOutcome.Broken,
            StateLevel.Leaving => WriteOutcome.Broken,
            StateLevel.Underway or StateLevel.Failing => WriteOutcome.Unfinished,
            _ => WriteOutcome.Settled,
        };
        return new(outcome, state.State, state.Message.Length > 0 ? $"{state.State}: {state.Message}" : state.State);
    }
}

/// <summary>Where following ended.</summary>
/// <param name="Outcome">Settled, Broken, or Unfinished.</param>
/// <param name="State">The state.</param>
/// <param name="Line">The same for people.</param>
public sealed record FollowedEnd(WriteOutcome Outcome, string State, string Line);
