using System.Net.Security;
using System.Security.Authentication;
using Microsoft.AspNetCore.Server.Kestrel.Https;

namespace PolyK8s.Webhook.Tls;

/// <summary>The certificate in use, which can be replaced while connections come in.</summary>
internal sealed class Certificates(ServingCertificate first, CallerTrust? callers = null)
{
    // A caller that sends nothing must not hold a connection; the API server itself gives up after 10 s.
    private static readonly TimeSpan HandshakeTime = TimeSpan.FromSeconds(5);

    private volatile ServingCertificate _current = first;

    /// <summary>The certificate new connections get.</summary>
    public ServingCertificate Current
    {
        get => _current;
        set => _current = value;
    }

    /// <summary>How Kestrel is to shake hands.</summary>
    public TlsHandshakeCallbackOptions Handshake() => new()
    {
        HandshakeTimeout = HandshakeTime,
        OnConnection = _ => ValueTask.FromResult(new SslServerAuthenticationOptions
        {
            ServerCertificateContext = Current.Context,
            EnabledSslProtocols = SslProtocols.Tls12 | SslProtocols.Tls13,
            ApplicationProtocols = [SslApplicationProtocol.Http11],
            ClientCertificateRequired = callers is not null,
            RemoteCertificateValidationCallback = callers is null ? null : (_, certificate, chain, _) => callers.Verifies(certificate, chain),
        }),
    };
}
