namespace PolyK8s.Webhook.Tls;

/// <summary>Takes up a renewed certificate from its files while connections come in; a broken one never replaces a working one.</summary>
internal sealed class CertificateRenewal(Certificates certificates, string certificateFile, string keyFile, TextWriter? announce)
{
    // The kubelet takes about a minute to bring a renewed Secret into a Pod, and issuers renew weeks ahead: this adds nothing.
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(30);

    private string _problem = "";

    /// <summary>Looks again and again until told to stop.</summary>
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

    /// <summary>Looks at the files once.</summary>
    public void Look()
    {
        try
        {
            var read = CertificateFiles.Read(certificateFile, keyFile);
            if (read.Leaf.Thumbprint != certificates.Current.Leaf.Thumbprint)
            {
                certificates.Current = read;
                announce?.WriteLine($"webhook: serving the renewed certificate of `{certificateFile}`");
            }

            _problem = "";
        }
        catch (WebhookStartException e) when (e.Message == _problem)
        {
            // Said already.
        }
        catch (WebhookStartException e)
        {
            _problem = e.Message;
            announce?.WriteLine($"webhook: keeping the certificate in use: {e.Message}");
        }
    }
}
