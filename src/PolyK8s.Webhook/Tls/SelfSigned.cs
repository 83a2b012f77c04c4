using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace PolyK8s.Webhook.Tls;

/// <summary>A certificate authority and one serving certificate that live and die with the process.</summary>
internal static class SelfSigned
{
    // Nobody renews it, so it must outlive any process that was started for a trial or a test.
    private static readonly TimeSpan Lifetime = TimeSpan.FromDays(365);

    /// <summary>A serving certificate for <paramref name="names"/> (DNS names or addresses), with its authority.</summary>
    public static ServingCertificate Create(IEnumerable<string> names, TimeProvider clock)
    {
        // Clocks of cluster and process differ a little.
        var from = clock.GetUtcNow().AddHours(-1);
        using var authorityKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var authorityRequest = new CertificateRequest("CN=poly-k8s ca", authorityKey, HashAlgorithmName.SHA256);
        authorityRequest.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, true, 0, true));
        authorityRequest.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign | X509KeyUsageFlags.CrlSign, true));
        authorityRequest.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(authorityRequest.PublicKey, false));
        using var authority = authorityRequest.CreateSelfSigned(from, from + Lifetime);

        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = Leaf(key, names, authority);
        using var leaf = request.Create(authority, from, from + Lifetime, RandomNumberGenerator.GetBytes(16));
        return new(leaf.CopyWithPrivateKey(key), [], authority.ExportCertificatePem());
    }

    private static CertificateRequest Leaf(ECDsa key, IEnumerable<string> names, X509Certificate2 authority)
    {
        var request = new CertificateRequest("CN=poly-k8s webhook", key, HashAlgorithmName.SHA256);
        var alternative = new SubjectAlternativeNameBuilder();
        foreach (var name in names)
        {
            if (IPAddress.TryParse(name, out var address))
            {
                alternative.AddIpAddress(address);
            }
            else
            {
                alternative.AddDnsName(name);
            }
        }

        request.CertificateExtensions.Add(alternative.Build());
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(false, false, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature, true));
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new("1.3.6.1.5.5.7.3.1", "serverAuth")], false));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, false));
        request.CertificateExtensions.Add(X509AuthorityKeyIdentifierExtension.CreateFromCertificate(authority, true, false));
        return request;
    }
}
