using System.Diagnostics.CodeAnalysis;

namespace PolyK8s.Cluster.Operating;

/// <summary>Does something again and again until told to stop.</summary>
/// <param name="clock">The time.</param>
/// <param name="say">Gets one line when a turn fails in a way that nobody foresaw, once for each reason; null for silence.</param>
internal sealed class Turns(TimeProvider clock, Action<string>? say)
{
    /// <summary>Work, a pause, work again.</summary>
    /// <param name="what">What the work is, for the line: <c>background check</c>.</param>
    /// <param name="work">One turn.</param>
    /// <param name="pause">The pause between two turns.</param>
    /// <param name="stop">Ends it.</param>
    [SuppressMessage("Design", "CA1031", Justification = "the border: a mistake of ours in one turn is said, and must not silently end all turns to come")]
    public async Task RepeatAsync(string what, Func<CancellationToken, Task> work, TimeSpan pause, CancellationToken stop)
    {
        var said = "";
        while (!stop.IsCancellationRequested)
        {
            try
            {
                await work(stop);
                said = "";
            }
            catch (OperationCanceledException) when (stop.IsCancellationRequested)
            {
                // Told to stop.
            }
            catch (Exception e)
            {
                if (said != e.Message)
                {
                    say?.Invoke(Fault(what, e));
                }

                said = e.Message;
            }

            await Task.Delay(pause, clock, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>One line on a mistake of ours.</summary>
    public static string Fault(string what, Exception e) => $"{what}: an internal fault, and it is tried again: {e.GetBaseException().Message.ReplaceLineEndings(" ")}";
}
