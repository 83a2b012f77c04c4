using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace PolyK8s.Webhook.Tls;

/// <summary>Whose reviews are judged: callers with a certificate of an authority, and where names are given, only those.</summary>
/// <remarks>
/// An API server shows a certificate to webhooks when its admission configuration says so. Whoever comes without one still gets
/// a connection, so that a kubelet can probe; whoever shows one of somebody else's gets none.
/// </remarks>
internal sealed class CallerTrust
{
    private const string ClientAuthentication = "1.3.6.1.5.5.7.3.2";

    private readonly string _file;
    private readonly string? _name;
    private readonly TextWriter? _announce;
    private readonly FileWatch _watch;
    private volatile X509Certificate2Collection _authorities;
    private string _text;

    /// <summary>Reads the authorities.</summary>
    /// <param name="file">A PEM file; renewed ones are taken up.</param>
    /// <param name="name">The common name a caller has to have; null for any.</param>
    /// <param name="announce">Gets a line when the file changes; null for silence.</param>
    /// <exception cref="WebhookStartException">The file cannot be read or holds no certificate.</exception>
    public CallerTrust(string file, string? name, TextWriter? announce)
    {
        (_file, _name, _announce) = (file, name, announce);
        _watch = new(TakeUp, "the authority of callers", announce);
        (_authorities, _text) = Read(file);
    }

    /// <summary>Why a caller is not heard, one line; null when it is.</summary>
    public string? Refusal(X509Certificate2? certificate) =>
        certificate is null ? "reviews are judged only for callers with a client certificate"
        : _name is not null && certificate.GetNameInfo(X509NameType.SimpleName, forIssuer: false) != _name ? "reviews are not judged for the name in this client certificate"
        : null;

    /// <summary>Whether a certificate that was shown is one of the authorities'.</summary>
    public bool Verifies(X509Certificate? certificate, X509Chain? shown)
    {
        if (certificate is not X509Certificate2 leaf)
        {
            return certificate is null;
        }

        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.AddRange(_authorities);
        chain.ChainPolicy.ExtraStore.AddRange(shown?.ChainPolicy.ExtraStore ?? []);
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        chain.ChainPolicy.DisableCertificateDownloads = true;
        chain.ChainPolicy.ApplicationPolicy.Add(new(ClientAuthentication));
        return chain.Build(leaf);
    }

    /// <summary>Looks at the file again and again until told to stop.</summary>
    public Task RunAsync(TimeProvider clock, CancellationToken stop) => _watch.RunAsync(clock, stop);

    /// <summary>Looks at the file once; a broken one never replaces a working one.</summary>
    public void Look() => _watch.Look();

    private void TakeUp()
    {
        var (authorities, text) = Read(_file);
        if (text != _text)
        {
            (_authorities, _text) = (authorities, text);
            _announce?.WriteLine($"webhook: heeding callers by the renewed `{_file}`");
        }
    }

    private static (X509Certificate2Collection, string) Read(string file)
    {
        var text = CertificateFiles.Text(file);
        var authorities = new X509Certificate2Collection();
        try
        {
            authorities.ImportFromPem(text);
        }
        catch (CryptographicException e)
        {
            throw new WebhookStartException($"`{file}` holds no PEM certificate: {e.Message}");
        }

        return authorities.Count > 0 ? (authorities, text) : throw new WebhookStartException($"`{file}` holds no PEM certificate");
    }
}
