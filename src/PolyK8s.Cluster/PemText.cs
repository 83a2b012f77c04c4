using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace PolyK8s.Cluster;

/// <summary>PEM of a kubeconfig, and where it stands, for when it is none.</summary>
/// <param name="Text">The text.</param>
/// <param name="Where">The field, and the file it names.</param>
internal sealed record PemText(string Text, string Where)
{
    /// <summary>What a field holds in base64 or names as a file; null when it does neither.</summary>
    /// <param name="field">The field that names a file; the one with base64 ends in <c>-data</c>.</param>
    /// <param name="data">The base64, which comes first.</param>
    /// <param name="file">The file.</param>
    /// <exception cref="FormatException">It is no base64, or there is no such file.</exception>
    public static PemText? Of(string field, string? data, string? file)
    {
        if (!string.IsNullOrWhiteSpace(data))
        {
            var bytes = new byte[data.Length];
            return Convert.TryFromBase64String(data, bytes, out var length)
                ? new(Encoding.UTF8.GetString(bytes, 0, length), $"`{field}-data`")
                : throw new FormatException($"`{field}-data` is no base64; PEM in base64 is accepted");
        }

        if (string.IsNullOrWhiteSpace(file))
        {
            return null;
        }

        try
        {
            return new(File.ReadAllText(file), $"`{field}` ({file})");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new FormatException($"`{field}` ({file}) cannot be read; a file with PEM is accepted");
        }
    }

    /// <summary>The certificates in it, at least one.</summary>
    /// <exception cref="FormatException">There is none.</exception>
    public X509Certificate2Collection Certificates()
    {
        var certificates = new X509Certificate2Collection();
        try
        {
            certificates.ImportFromPem(Text);
        }
        catch (CryptographicException)
        {
            // One of them is no certificate, so none of them counts.
            certificates.Clear();
        }

        return certificates.Count > 0 ? certificates : throw new FormatException($"{Where} holds no certificate; PEM as openssl writes it is accepted");
    }

    /// <summary>The first certificate in it, with its key.</summary>
    /// <param name="key">The key.</param>
    /// <exception cref="FormatException">The key is none, is locked, or is that of another certificate.</exception>
    public X509Certificate2 WithKey(PemText key)
    {
        try
        {
            var certificate = X509Certificate2.CreateFromPem(Text, key.Text);
            // Windows shows nobody a certificate whose key it has not imported.
            return OperatingSystem.IsWindows() ? X509CertificateLoader.LoadPkcs12(certificate.Export(X509ContentType.Pfx), null) : certificate;
        }
        catch (Exception e) when (e is CryptographicException or ArgumentException)
        {
            throw new FormatException($"{key.Where} holds no key of the certificate in {Where}; that key in PEM, without a password, is accepted");
        }
    }
}
