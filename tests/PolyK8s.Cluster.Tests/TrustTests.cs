using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using Microsoft.Extensions.DependencyInjection;

namespace PolyK8s.Cluster.Tests;

/// <summary>Whom a connection trusts and what it shows of itself, by what a kubeconfig says.</summary>
public sealed class TrustTests : IAsyncLifetime
{
    private const string Next = "\n    ";
    private static readonly (X509Certificate2 Certificate, ECDsa Key) Ours = Authority(), Another = Authority();
    private readonly string _folder = Directory.CreateTempSubdirectory("poly-k8s-trust-").FullName;
    private readonly List<(string? Certificate, string Authorization, string Agent)> _callers = [];
    private WebApplication? _server;
    private int _port;
    private string[] _between = [];

    public async Task InitializeAsync()
    {
        var serving = Leaf("server", Ours, "localhost");
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.Services.AddRoutingCore();
        builder.WebHost.UseKestrelCore().UseKestrelHttpsConfiguration().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, listen => listen.UseHttps(https =>
            (https.ServerCertificate, https.ClientCertificateMode, https.ClientCertificateValidation) = (serving, ClientCertificateMode.AllowCertificate, Seen))));
        _server = builder.Build();
        _server.Run(context =>
        {
            _callers.Add((context.Connection.ClientCertificate?.Subject, context.Request.Headers.Authorization.ToString(), context.Request.Headers.UserAgent.ToString()));
            return context.Response.WriteAsync("{}");
        });
        await _server.StartAsync();
        _port = new Uri(_server.Urls.Single()).Port;
    }

    [Fact]
    public async Task Trusts_the_authority_of_the_kubeconfig_and_shows_a_token()
    {
        await Ask("localhost", $"certificate-authority-data: {Data(Ours.Certificate.ExportCertificatePem())}", "token: secret");
        Assert.Equal((null, "Bearer secret", "poly-k8s"), Assert.Single(_callers));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Shows_the_certificate_of_the_kubeconfig(bool asFiles)
    {
        var mine = Leaf("operator", Ours);
        var (certificate, key) = (mine.ExportCertificatePem(), mine.GetECDsaPrivateKey()!.ExportPkcs8PrivateKeyPem());
        await File.WriteAllTextAsync(Path.Combine(_folder, "ca.pem"), Ours.Certificate.ExportCertificatePem());
        await File.WriteAllTextAsync(Path.Combine(_folder, "cert.pem"), certificate);
        await File.WriteAllTextAsync(Path.Combine(_folder, "key.pem"), key);
        await Ask("localhost", "certificate-authority: ca.pem",
            asFiles ? $"client-certificate: cert.pem{Next}client-key: key.pem" : $"client-certificate-data: {Data(certificate)}{Next}client-key-data: {Data(key)}");
        Assert.Equal(("CN=operator", "", "poly-k8s"), Assert.Single(_callers));
    }

    [Theory]
    [InlineData("none")]
    [InlineData("another")]
    [InlineData("of another algorithm")]
    [InlineData("locked")]
    public async Task Says_that_a_key_is_none_or_another(string what)
    {
        var mine = Leaf("operator", Ours);
        using var rsa = RSA.Create(2048);
        var key = what switch
        {
            "another" => Leaf("another", Ours).GetECDsaPrivateKey()!.ExportPkcs8PrivateKeyPem(),
            "of another algorithm" => rsa.ExportPkcs8PrivateKeyPem(),
            "locked" => mine.GetECDsaPrivateKey()!.ExportEncryptedPkcs8PrivateKeyPem("password", new(PbeEncryptionAlgorithm.Aes128Cbc, HashAlgorithmName.SHA256, 1)),
            _ => "hello",
        };
        var failure = await Assert.ThrowsAsync<ClusterException>(() =>
            Ask("localhost", "insecure-skip-tls-verify: true", $"client-certificate-data: {Data(mine.ExportCertificatePem())}{Next}client-key-data: {Data(key)}"));
        Assert.Equal("no cluster to speak to: `client-key-data` holds no key of the certificate in `client-certificate-data`; that key in PEM, without a password, is accepted", failure.Message);
    }

    [Fact]
    public async Task Shows_those_between_its_certificate_and_the_authority()
    {
        var between = Authority("CN=between", Ours);
        var mine = Leaf("operator", between);
        var data = Data($"{mine.ExportCertificatePem()}\n{between.Certificate.ExportCertificatePem()}\n");
        await Ask("localhost", $"certificate-authority-data: {Data(Ours.Certificate.ExportCertificatePem())}", $"client-certificate-data: {data}{Next}client-key-data: {Data(mine.GetECDsaPrivateKey()!.ExportPkcs8PrivateKeyPem())}");
        Assert.Equal("CN=operator", Assert.Single(_callers).Certificate);
        Assert.Contains("CN=between", _between);
    }

    [Theory]
    [InlineData("localhost", true)]
    [InlineData("127.0.0.1", false)]
    public async Task Refuses_a_server_of_another_authority_or_name(string host, bool another)
    {
        var authority = another ? Another : Ours;
        await Assert.ThrowsAsync<HttpRequestException>(() => Ask(host, $"certificate-authority-data: {Data(authority.Certificate.ExportCertificatePem())}", "token: secret"));
        Assert.Empty(_callers);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Trusts_every_authority_of_a_bundle(bool asFile)
    {
        var bundle = $"{Another.Certificate.ExportCertificatePem()}\n{Ours.Certificate.ExportCertificatePem()}\n";
        await File.WriteAllTextAsync(Path.Combine(_folder, "ca.pem"), bundle);
        await Ask("localhost", asFile ? "certificate-authority: ca.pem" : $"certificate-authority-data: {Data(bundle)}", "token: secret");
        Assert.Single(_callers);
    }

    [Fact]
    public async Task Expects_the_name_the_kubeconfig_gives()
    {
        await Ask("127.0.0.1", $"certificate-authority-data: {Data(Ours.Certificate.ExportCertificatePem())}{Next}tls-server-name: localhost", "token: secret");
        Assert.Single(_callers);
        await Assert.ThrowsAsync<HttpRequestException>(() =>
            Ask("localhost", $"certificate-authority-data: {Data(Ours.Certificate.ExportCertificatePem())}{Next}tls-server-name: another", "token: secret"));
    }

    [Fact]
    public async Task Refuses_a_server_nobody_vouches_for() => await Assert.ThrowsAsync<HttpRequestException>(() => Ask("localhost", "", "token: secret"));

    [Fact]
    public async Task Trusts_anybody_where_it_is_told_to()
    {
        await Ask("127.0.0.1", "insecure-skip-tls-verify: true", $"username: u{Next}password: p");
        Assert.Equal((null, $"Basic {Data("u:p")}", "poly-k8s"), Assert.Single(_callers));
    }

    public async Task DisposeAsync()
    {
        await _server!.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    private async Task Ask(string host, string cluster, string user)
    {
        var file = Path.Combine(_folder, "config");
        await File.WriteAllTextAsync(file, $"""
            apiVersion: v1
            kind: Config
            current-context: one
            contexts:
            - name: one
              context:
                cluster: c
                user: u
            clusters:
            - name: c
              cluster:
                server: https://{host}:{_port}
                {cluster}
            users:
            - name: u
              user:
                {user}
            """);
        using var connection = ClusterConnection.Open(file);
        using var answer = await connection.GetAsync("/version", "application/json", CancellationToken.None);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    private bool Seen(X509Certificate2 certificate, X509Chain? chain, System.Net.Security.SslPolicyErrors errors)
    {
        _between = [.. chain!.ChainPolicy.ExtraStore.Select(c => c.Subject)];
        return true;
    }

    private static string Data(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));

    private static (X509Certificate2 Certificate, ECDsa Key) Authority(string name = "CN=authority", (X509Certificate2 Certificate, ECDsa Key)? of = null)
    {
        var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest(name, key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, false));
        return (of is { } issuer ? Signed(request, issuer) : request.CreateSelfSigned(DateTimeOffset.UtcNow.AddHours(-1), DateTimeOffset.UtcNow.AddDays(1)), key);
    }

    private static X509Certificate2 Leaf(string name, (X509Certificate2 Certificate, ECDsa Key) of, params IEnumerable<string> hosts)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256);
        var alternatives = new SubjectAlternativeNameBuilder();
        foreach (var host in hosts)
        {
            alternatives.AddDnsName(host);
        }

        request.CertificateExtensions.Add(alternatives.Build());
        using var leaf = Signed(request, of);
        return leaf.CopyWithPrivateKey(key);
    }

    // Two authorities of one name, as before and after a rotation, are told apart by their keys.
    private static X509Certificate2 Signed(CertificateRequest request, (X509Certificate2 Certificate, ECDsa Key) by)
    {
        request.CertificateExtensions.Add(X509AuthorityKeyIdentifierExtension.CreateFromCertificate(by.Certificate, true, false));
        return request.Create(by.Certificate.SubjectName, X509SignatureGenerator.CreateForECDsa(by.Key), DateTimeOffset.UtcNow.AddMinutes(-5), DateTimeOffset.UtcNow.AddHours(1), RandomNumberGenerator.GetBytes(8));
    }
}
