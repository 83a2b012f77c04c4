namespace PolyK8s.Cluster.Operating;

/// <summary>Does something again and again until told to stop.</summary>
internal static class Turns
{
    /// <summary>Work, a pause, work again.</summary>
    public static async Task RepeatAsync(Func<CancellationToken, Task> work, TimeSpan pause, TimeProvider clock, CancellationToken stop)
    {
        try
        {
            while (true)
            {
                await work(stop);
                await Task.Delay(pause, clock, stop);
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // Told to stop.
        }
    }
}
