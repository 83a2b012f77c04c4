namespace PolyK8s.Cluster.Guarded;

/// <summary>Looks at something again and again, until it is at its end or the time is up.</summary>
public static class Following
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    /// <summary>Looks.</summary>
    /// <param name="look">Looks once.</param>
    /// <param name="isEnd">Whether what was seen is the end.</param>
    /// <param name="see">Gets what was seen before, if anything, and what is seen now, whenever the API server answers.</param>
    /// <param name="say">Is told when the API server goes away and when it is back.</param>
    /// <param name="timeout">How long.</param>
    /// <param name="cancelled">Gives up.</param>
    /// <returns>What was seen last, and whether the API server does not answer; at the end it does.</returns>
    /// <remarks>The API server may go away meanwhile: that is said once, and following goes on when it is back.</remarks>
    public static async Task<(T? Last, bool IsAway)> FollowAsync<T>(
        Func<CancellationToken, Task<T>> look, Func<T, bool> isEnd, Action<T?, T> see, Action<string> say, TimeSpan timeout, CancellationToken cancelled)
        where T : class?
    {
        var (begin, last, away) = (TimeProvider.System.GetTimestamp(), default(T), false);
        while (true)
        {
            try
            {
                var seen = await look(cancelled);
                if (away)
                {
                    say("the API server is back");
                }

                see(last, seen);
                (last, away) = (seen, false);
            }
            catch (ClusterAwayException e)
            {
                if (!away)
                {
                    say($"{e.Message}; trying again");
                }

                away = true;
            }

            if ((!away && isEnd(last!)) || TimeProvider.System.GetElapsedTime(begin) >= timeout)
            {
                return (last, away);
            }

            await Task.Delay(Pause, cancelled);
        }
    }
}
