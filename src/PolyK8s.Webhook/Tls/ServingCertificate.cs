using System.Net.Security;
using System.Security.Cryptography.X509Certificates;

namespace PolyK8s.Webhook.Tls;

/// <summary>What the server shows its callers.</summary>
internal sealed class ServingCertificate
{
    /// <summary>A certificate, the intermediates to send with it, and the authority to register.</summary>
    public ServingCertificate(X509Certificate2 leaf, X509Certificate2Collection intermediates, string? authorityPem)
    {
        (Leaf, Intermediates) = (leaf, intermediates);
        AuthorityPem = authorityPem;
        // Built once: building the chain for every connection costs more than the rest of the handshake.
        Context = SslStreamCertificateContext.Create(leaf, intermediates, offline: true);
    }

    /// <summary>The certificate with its key.</summary>
    public X509Certificate2 Leaf { get; }

    /// <summary>The certificates between it and the authority.</summary>
    public X509Certificate2Collection Intermediates { get; }

    /// <summary>The authority that signed it, PEM; null when it came from files and the authority is not known.</summary>
    public string? AuthorityPem { get; }

    /// <summary>What the handshake uses.</summary>
    public SslStreamCertificateContext Context { get; }
}
