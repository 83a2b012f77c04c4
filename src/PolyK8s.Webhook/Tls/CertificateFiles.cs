using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace PolyK8s.Webhook.Tls;

/// <summary>Reads a serving certificate from two PEM files, as cert-manager and the kubelet write them.</summary>
internal static class CertificateFiles
{
    // A chain of four certificates is 8 KiB; parsing costs time, so nothing much larger is tried.
    private const long MaxBytes = 64 * 1024;

    /// <summary>The certificate in <paramref name="certificateFile"/> (leaf first, then intermediates) with the key in <paramref name="keyFile"/>.</summary>
    /// <exception cref="WebhookStartException">A file cannot be read, or does not hold what it should.</exception>
    public static ServingCertificate Read(string certificateFile, string keyFile)
    {
        var (certificates, key) = (Text(certificateFile), Text(keyFile));
        try
        {
            var chain = new X509Certificate2Collection();
            chain.ImportFromPem(certificates);
            if (chain.Count == 0)
            {
                throw new WebhookStartException($"`{certificateFile}` holds no PEM certificate");
            }

            var leaf = X509Certificate2.CreateFromPem(certificates, key);
            chain.RemoveAt(0);
            return new(leaf, chain, null);
        }
        catch (Exception e) when (e is CryptographicException or ArgumentException)
        {
            throw new WebhookStartException($"`{certificateFile}` and `{keyFile}` are no PEM certificate with its key: {e.Message}");
        }
    }

    /// <summary>The text of a file of certificates.</summary>
    /// <exception cref="WebhookStartException">It cannot be read, or is larger than any such file.</exception>
    public static string Text(string file)
    {
        try
        {
            return new FileInfo(file).Length <= MaxBytes
                ? File.ReadAllText(file)
                : throw new WebhookStartException($"`{file}` is larger than 64 KiB; give PEM files");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new WebhookStartException($"`{file}` cannot be read: {e.Message}");
        }
    }
}
