using PolyK8s.Cluster;
using PolyK8s.Engine.Rollouts;

namespace PolyK8s.Cli.Commands;

/// <summary>Follows a rollout to its end, with a line for each change.</summary>
internal static class RolloutFollowing
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    /// <summary>Follows, and gives the last status seen; null when there was none to see.</summary>
    /// <param name="read">Reads the workload.</param>
    /// <param name="terminal">Gets the lines.</param>
    /// <param name="timeout">How long to follow.</param>
    /// <param name="quiet">Whether the lines are left out.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <remarks>The API server may go away meanwhile: that is said once, and following goes on when it is back.</remarks>
    public static async Task<RolloutStatus?> FollowAsync(Func<Task<RolloutWorkload?>> read, Terminal terminal, TimeSpan timeout, bool quiet, CancellationToken cancellation)
    {
        RolloutStatus? last = null;
        var (away, begin) = (false, TimeProvider.System.GetTimestamp());
        while (true)
        {
            try
            {
                var status = await read() is { } workload ? RolloutStatus.Of(workload) : null;
                away = Said(away, false, "the API server is back", terminal);
                if (status is null || status.Done || status.Error is not null)
                {
                    return status;
                }

                await ShowAsync(quiet ? null : status, last, terminal, cancellation);
                last = status;
            }
            catch (ClusterAwayException e) when (last is not null)
            {
                away = Said(away, true, $"{e.Message}; trying again", terminal);
            }

            if (TimeProvider.System.GetElapsedTime(begin) > timeout)
            {
                terminal.Complain(away ? "the time is up, and the API server does not answer: the status shown is the last one seen" : "the time is up, and the rollout is not done");
                return last;
            }

            await Task.Delay(Pause, cancellation);
        }
    }

    private static async Task ShowAsync(RolloutStatus? status, RolloutStatus? last, Terminal terminal, CancellationToken cancellation)
    {
        if (status is not null && (last?.Message != status.Message || last.State != status.State))
        {
            await terminal.Out.WriteLineAsync($"{status.State}: {PlainLine.Of(status.Message)}");
            await terminal.Out.FlushAsync(cancellation);
        }
    }

    private static bool Said(bool before, bool now, string line, Terminal terminal)
    {
        if (before != now)
        {
            terminal.Complain(line);
        }

        return now;
    }
}
