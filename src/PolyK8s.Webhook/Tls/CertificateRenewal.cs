namespace PolyK8s.Webhook.Tls;

/// <summary>Takes up a renewed certificate from its files while connections come in; a broken one never replaces a working one.</summary>
internal sealed class CertificateRenewal
{
    private readonly FileWatch _watch;

    /// <summary>The renewal of a certificate.</summary>
    /// <param name="certificates">The certificate in use.</param>
    /// <param name="certificateFile">The file of the chain.</param>
    /// <param name="keyFile">The file of the key.</param>
    /// <param name="announce">Gets a line when they change or break; null for silence.</param>
    public CertificateRenewal(Certificates certificates, string certificateFile, string keyFile, TextWriter? announce) => _watch = new(
        () =>
        {
            var read = CertificateFiles.Read(certificateFile, keyFile);
            if (read.Leaf.Thumbprint != certificates.Current.Leaf.Thumbprint)
            {
                certificates.Current = read;
                announce?.WriteLine($"webhook: serving the renewed certificate of `{certificateFile}`");
            }
        },
        "the certificate",
        announce);

    /// <summary>Looks again and again until told to stop.</summary>
    public Task RunAsync(TimeProvider clock, CancellationToken stop) => _watch.RunAsync(clock, stop);

    /// <summary>Looks at the files once.</summary>
    public void Look() => _watch.Look();
}
