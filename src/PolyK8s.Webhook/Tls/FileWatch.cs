namespace PolyK8s.Webhook.Tls;

/// <summary>Looks again and again at files that are renewed; broken ones never replace working ones, and are said once.</summary>
/// <param name="take">Reads the files, and takes up what is new.</param>
/// <param name="kept">What stays in use while they are broken: <c>the certificate</c>.</param>
/// <param name="announce">Gets a line when they break; null for silence.</param>
internal sealed class FileWatch(Action take, string kept, TextWriter? announce)
{
    // The kubelet takes about a minute to bring a renewed Secret into a Pod, and issuers renew weeks ahead: this adds nothing.
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(30);

    private string _problem = "";

    /// <summary>Looks until told to stop.</summary>
    public async Task RunAsync(TimeProvider clock, CancellationToken stop)
    {
        using var timer = new PeriodicTimer(Pause, clock);
        try
        {
            while (await timer.WaitForNextTickAsync(stop))
            {
                Look();
            }
        }
        catch (OperationCanceledException)
        {
            // Told to stop.
        }
    }

    /// <summary>Looks once.</summary>
    public void Look()
    {
        try
        {
            take();
            _problem = "";
        }
        catch (WebhookStartException e) when (e.Message == _problem)
        {
            // Said already.
        }
        catch (WebhookStartException e)
        {
            _problem = e.Message;
            announce?.WriteLine($"webhook: keeping {kept} in use: {e.Message}");
        }
    }
}
