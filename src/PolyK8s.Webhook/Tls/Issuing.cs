using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace PolyK8s.Webhook.Tls;

/// <summary>Makes authorities and serving certificates; every key is a fresh P-256 key.</summary>
internal static class Issuing
{
    /// <summary>How long before it is made a certificate is valid: the clocks of those who call differ a little from ours.</summary>
    public static readonly TimeSpan Skew = TimeSpan.FromHours(1);

    /// <summary>An authority that can sign from <paramref name="from"/> on.</summary>
    public static (X509Certificate2 Certificate, ECDsa Key) Authority(DateTimeOffset from, TimeSpan life)
    {
        var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        // Two authorities of one name would be taken for one another while both are in the bundle.
        var request = new CertificateRequest($"CN=poly-k8s ca {Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(4))}", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, true, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign | X509KeyUsageFlags.CrlSign, true));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, false));
        return (request.CreateSelfSigned(from - Skew, from + life), key);
    }

    /// <summary>A serving certificate for some names, whose key is nowhere but in it.</summary>
    /// <param name="authority">Who signs.</param>
    /// <param name="authorityKey">The key of who signs.</param>
    /// <param name="names">DNS names or addresses.</param>
    /// <param name="from">From when it is valid, less an hour for clocks that differ.</param>
    /// <param name="until">Until when it is valid.</param>
    public static X509Certificate2 Leaf(X509Certificate2 authority, ECDsa authorityKey, IEnumerable<string> names, DateTimeOffset from, DateTimeOffset until)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=poly-k8s webhook", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(Alternatives(names));
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(false, false, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature, true));
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new("1.3.6.1.5.5.7.3.1", "serverAuth")], false));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, false));
        request.CertificateExtensions.Add(X509AuthorityKeyIdentifierExtension.CreateFromCertificate(authority, true, false));
        DateTimeOffset begins = authority.NotBefore.ToUniversalTime();
        var signature = X509SignatureGenerator.CreateForECDsa(authorityKey);
        using var leaf = request.Create(authority.SubjectName, signature, begins > from - Skew ? begins : from - Skew, until, RandomNumberGenerator.GetBytes(16));
        return leaf.CopyWithPrivateKey(key);
    }

    private static X509Extension Alternatives(IEnumerable<string> names)
    {
        var alternatives = new SubjectAlternativeNameBuilder();
        foreach (var name in names)
        {
            if (IPAddress.TryParse(name, out var address))
            {
                alternatives.AddIpAddress(address);
            }
            else
            {
                alternatives.AddDnsName(name);
            }
        }

        return alternatives.Build();
    }
}
