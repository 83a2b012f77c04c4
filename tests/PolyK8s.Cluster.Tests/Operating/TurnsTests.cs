using PolyK8s.Cluster.Operating;

namespace PolyK8s.Cluster.Tests.Operating;

/// <summary>Work that is done again and again.</summary>
public sealed class TurnsTests
{
    [Fact]
    public async Task A_turn_that_fails_is_said_once_and_the_next_is_tried()
    {
        using var stop = new CancellationTokenSource();
        var (turns, said) = (0, new List<string>());
        await new Turns(TimeProvider.System, said.Add).RepeatAsync("background check", Turn, TimeSpan.FromMilliseconds(1), stop.Token).WaitAsync(TimeSpan.FromSeconds(60));
        Assert.Equal(5, turns);
        Assert.Equal(
            [
                "background check: an internal fault, and it is tried again: two lines",
                "background check: an internal fault, and it is tried again: another",
                "background check: an internal fault, and it is tried again: another",
            ],
            said);

        Task Turn(CancellationToken cancelled)
        {
            switch (++turns)
            {
                case 1 or 2:
                    throw new InvalidOperationException("two\nlines");
                case 3 or 5:
                    if (turns == 5)
                    {
                        stop.Cancel();
                    }

                    throw new InvalidOperationException("another");
                default:
                    return Task.CompletedTask;
            }
        }
    }

    [Fact]
    public async Task Told_to_stop_it_says_nothing()
    {
        using var stop = new CancellationTokenSource();
        var said = new List<string>();
        await new Turns(TimeProvider.System, said.Add).RepeatAsync("x", async cancelled =>
        {
            await stop.CancelAsync();
            cancelled.ThrowIfCancellationRequested();
        }, TimeSpan.FromHours(1), stop.Token).WaitAsync(TimeSpan.FromSeconds(60));
        Assert.Empty(said);
    }
}
