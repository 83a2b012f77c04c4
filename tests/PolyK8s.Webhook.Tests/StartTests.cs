using System.Net;
using System.Net.Sockets;
using System.Security.Authentication;
using PolyK8s.Webhook.Tls;

namespace PolyK8s.Webhook.Tests;

/// <summary>Starting, and what is said when it cannot.</summary>
public sealed class StartTests
{
    [Fact]
    public async Task Serves_a_certificate_from_files()
    {
        var folder = Directory.CreateTempSubdirectory();
        var made = SelfSigned.Create(["localhost", "127.0.0.1"], TimeProvider.System);
        var (certificate, key) = (Path.Combine(folder.FullName, "tls.crt"), Path.Combine(folder.FullName, "tls.key"));
        await File.WriteAllTextAsync(certificate, made.Leaf.ExportCertificatePem());
        await File.WriteAllTextAsync(key, PemKey(made));
        await using var served = await Served.WithAsync(TestRule.OnlyBlue, options: new() { DrainTime = TimeSpan.Zero, CertificateFile = certificate, KeyFile = key });
        Assert.Null(served.Address.AuthorityPem);
        using var connection = await RawConnection.ToAsync(served.Address.Url);
        await connection.SendAsync("GET /livez HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
        Assert.StartsWith("HTTP/1.1 200 ", await connection.ReadToEndAsync(), StringComparison.Ordinal);
        folder.Delete(recursive: true);
    }

    [Fact]
    public async Task Takes_up_a_renewed_certificate_and_keeps_it_when_the_files_break()
    {
        var folder = Directory.CreateTempSubdirectory();
        var (certificate, key) = (Path.Combine(folder.FullName, "tls.crt"), Path.Combine(folder.FullName, "tls.key"));
        var (old, renewed) = (SelfSigned.Create(["localhost"], TimeProvider.System), SelfSigned.Create(["localhost"], TimeProvider.System));
        var (certificates, said) = (new Certificates(old), new StringWriter());
        var renewal = new CertificateRenewal(certificates, certificate, key, said);
        await File.WriteAllTextAsync(certificate, renewed.Leaf.ExportCertificatePem());
        await File.WriteAllTextAsync(key, PemKey(old));
        renewal.Look();
        Assert.Same(old, certificates.Current);
        await File.WriteAllTextAsync(key, PemKey(renewed));
        renewal.Look();
        Assert.Equal(renewed.Leaf.Thumbprint, certificates.Current.Leaf.Thumbprint);
        File.Delete(key);
        renewal.Look();
        renewal.Look();
        Assert.Equal(renewed.Leaf.Thumbprint, certificates.Current.Leaf.Thumbprint);
        Assert.Equal(3, said.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
        folder.Delete(recursive: true);
    }

    [Theory]
    [InlineData("missing.crt", "missing.key", "cannot be read")]
    [InlineData("empty", "empty", "holds no PEM certificate")]
    [InlineData("text", "text", "holds no PEM certificate")]
    [InlineData("large", "text", "larger than 64 KiB")]
    [InlineData("certificate", "text", "no PEM certificate with its key")]
    [InlineData("certificate", null, "give both")]
    public async Task Says_in_one_line_why_a_certificate_cannot_be_used(string certificate, string? key, string expected)
    {
        var folder = Directory.CreateTempSubdirectory();
        await File.WriteAllTextAsync(Path.Combine(folder.FullName, "empty"), "");
        await File.WriteAllTextAsync(Path.Combine(folder.FullName, "text"), "no certificate");
        await File.WriteAllTextAsync(Path.Combine(folder.FullName, "large"), new string(' ', 70_000));
        await File.WriteAllTextAsync(Path.Combine(folder.FullName, "certificate"), SelfSigned.Create(["localhost"], TimeProvider.System).Leaf.ExportCertificatePem());
        var options = new WebhookHostOptions { CertificateFile = Path.Combine(folder.FullName, certificate), KeyFile = key is null ? null : Path.Combine(folder.FullName, key) };
        var failure = await Assert.ThrowsAsync<WebhookStartException>(() => Served.WithAsync(TestRule.OnlyBlue, options: options));
        Assert.Contains(expected, failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', failure.Message);
        folder.Delete(recursive: true);
    }

    [Fact]
    public async Task Says_in_one_line_that_a_port_is_taken()
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        var port = ((IPEndPoint)taken.LocalEndpoint).Port;
        var failure = await Assert.ThrowsAsync<WebhookStartException>(() => Served.WithAsync(TestRule.OnlyBlue, options: new() { Port = port }));
        Assert.StartsWith($"cannot listen on 127.0.0.1 port {port}: ", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Offers_nothing_older_than_TLS_1_2()
    {
        await using var served = await Served.WithAsync(TestRule.OnlyBlue);
        using var client = new HttpClient(new SocketsHttpHandler
        {
            SslOptions =
            {
#pragma warning disable SYSLIB0039, CA5397 // Asking for an old version is the test.
                EnabledSslProtocols = SslProtocols.Tls11,
#pragma warning restore SYSLIB0039, CA5397
                RemoteCertificateValidationCallback = (_, certificate, _, _) => certificate is not null,
            },
        });
        await Assert.ThrowsAsync<HttpRequestException>(() => client.GetStringAsync(new Uri(served.Address.Url, "livez")));
    }

    private static string PemKey(ServingCertificate made)
    {
        using var key = System.Security.Cryptography.X509Certificates.ECDsaCertificateExtensions.GetECDsaPrivateKey(made.Leaf);
        return key!.ExportPkcs8PrivateKeyPem();
    }
}
