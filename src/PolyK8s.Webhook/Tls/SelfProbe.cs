using System.Diagnostics.CodeAnalysis;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using PolyK8s.Engine.Certificates;

namespace PolyK8s.Webhook.Tls;

/// <summary>Calls this very server as an API server would: over TLS, by the service's name, trusting only what the webhook configurations publish.</summary>
/// <remarks>A replica whose certificate callers do not trust yet is not ready, and gets no reviews to lose.</remarks>
internal sealed class SelfProbe(IPublishedBundles bundles, string service, TimeProvider clock)
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Hurry = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private volatile string? _problem = "the certificate has not been tried yet";

    /// <summary>Why callers would not trust this replica, one line; null when they would.</summary>
    public string? NotReady => _problem;

    /// <summary>Tries again and again until told to stop.</summary>
    public async Task RunAsync(IPEndPoint server, CancellationToken stop)
    {
        try
        {
            while (true)
            {
                await TryAsync(server, stop);
                await Task.Delay(_problem is null ? Pause : Hurry, clock, stop);
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // Told to stop.
        }
    }

    /// <summary>Tries once.</summary>
    [SuppressMessage("Design", "CA1031", Justification = "the border: a mistake of ours is the reason that is told, and must not silently end the probing")]
    public async Task TryAsync(IPEndPoint server, CancellationToken stop)
    {
        try
        {
            foreach (var bundle in await bundles.PublishedAsync(stop))
            {
                if (!await IsTrustedAsync(server, Trust.Bundle(bundle), stop))
                {
                    _problem = bundle.Length == 0
                        ? "the webhook configurations have no caBundle yet"
                        : $"the published caBundle does not verify the certificate served for `{service}`";
                    return;
                }
            }

            _problem = null;
        }
        catch (VaultException) when (_problem is null)
        {
            // The API server is away. It asks nobody now; what it trusted it will trust again.
        }
        catch (VaultException e)
        {
            _problem = e.Message;
        }
        catch (Exception e) when (!stop.IsCancellationRequested)
        {
            _problem = $"the certificate could not be tried: {e.GetBaseException().Message.ReplaceLineEndings(" ")}";
        }
    }

    private async Task<bool> IsTrustedAsync(IPEndPoint server, X509Certificate2Collection bundle, CancellationToken stop)
    {
        using var late = CancellationTokenSource.CreateLinkedTokenSource(stop);
        late.CancelAfter(Patience);
        try
        {
            using var tcp = new TcpClient();
            await tcp.ConnectAsync(server, late.Token);
            await using var tls = new SslStream(tcp.GetStream());
            await tls.AuthenticateAsClientAsync(
                new SslClientAuthenticationOptions
                {
                    TargetHost = service,
                    RemoteCertificateValidationCallback = (_, certificate, chain, errors) =>
                        certificate is X509Certificate2 leaf && !errors.HasFlag(SslPolicyErrors.RemoteCertificateNameMismatch)
                        && Trust.Verifies(bundle, leaf, chain?.ChainPolicy.ExtraStore ?? [], clock.GetUtcNow()),
                },
                late.Token);
            return true;
        }
        catch (Exception e) when (e is AuthenticationException or IOException or SocketException || (e is OperationCanceledException && !stop.IsCancellationRequested))
        {
            return false;
        }
    }
}
