using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace PolyK8s.Webhook.Tls;

/// <summary>Whether those who call would trust a certificate, judged as they judge: by a bundle and a name.</summary>
internal static class Trust
{
    /// <summary>The certificates of a bundle; none when it cannot be read.</summary>
    public static X509Certificate2Collection Bundle(string pem)
    {
        var bundle = new X509Certificate2Collection();
        try
        {
            bundle.ImportFromPem(pem);
        }
        catch (CryptographicException)
        {
            bundle.Clear();
        }

        return bundle;
    }

    /// <summary>Whether <paramref name="bundle"/> verifies <paramref name="leaf"/> at a moment.</summary>
    public static bool Verifies(X509Certificate2Collection bundle, X509Certificate2 leaf, X509Certificate2Collection intermediates, DateTimeOffset now)
    {
        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.AddRange(bundle);
        chain.ChainPolicy.ExtraStore.AddRange(intermediates);
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        chain.ChainPolicy.DisableCertificateDownloads = true;
        chain.ChainPolicy.VerificationTime = now.UtcDateTime;
        chain.ChainPolicy.ApplicationPolicy.Add(new("1.3.6.1.5.5.7.3.1"));
        return chain.Build(leaf);
    }
}
