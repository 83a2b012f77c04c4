namespace PolyK8s.Cluster.EndToEnd.Processes;

/// <summary>Asks again until the answer is the expected one: what was written to a cluster takes a moment to be seen by its watchers.</summary>
public static class Eventually
{
    // Watch events arrive within milliseconds; a busy machine with two cores needs seconds at worst. Only a test that
    // fails waits so long.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    /// <summary>The first answer that satisfies <paramref name="expected"/>, or the last one when patience ends.</summary>
    public static Task<T> Get<T>(Func<Task<T>> ask, Predicate<T> expected) => Get(ask, expected, Patience);

    /// <summary>The same with another patience.</summary>
    public static async Task<T> Get<T>(Func<Task<T>> ask, Predicate<T> expected, TimeSpan patience)
    {
        using var timer = new PeriodicTimer(Pause);
        var start = TimeProvider.System.GetTimestamp();
        while (true)
        {
            var answer = await ask();
            if (expected(answer) || TimeProvider.System.GetElapsedTime(start) > patience)
            {
                return answer;
            }

            await timer.WaitForNextTickAsync();
        }
    }
}
