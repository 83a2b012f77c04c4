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

    public async Task InitializeAsync()
    {
        var serving = Leaf("server", "localhost");
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.Services.AddRoutingCore();
        builder.WebHost.UseKestrelCore().UseKestrelHttpsConfiguration().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, listen => listen.UseHttps(https =>
            (https.ServerCertificate, https.ClientCertificateMode, https.ClientCertificateValidation) = (serving, ClientCertificateMode.AllowCertificate, (_, _, _) => true))));
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
        var mine = Leaf("operator");
        var (certificate, key) = (mine.ExportCertificatePem(), mine.GetECDsaPrivateKey()!.ExportPkcs8PrivateKeyPem());
        await File.WriteAllTextAsync(Path.Combine(_folder, "ca.pem"), Ours.Certificate.ExportCertificatePem());
        await File.WriteAllTextAsync(Path.Combine(_folder, "cert.pem"), certificate);
        await File.WriteAllTextAsync(Path.Combine(_folder, "key.pem"), key);
        await Ask("localhost", "certificate-authority: ca.pem",
            asFiles ? $"client-certificate: cert.pem{Next}client-key: key.pem" : $"client-certificate-data: {Data(certificate)}{Next}client-key-data: {Data(key)}");
        Assert.Equal(("CN=operator", "", "poly-k8s"), Assert.Single(_callers));
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

    private static string Data(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));

    private static (X509Certificate2 Certificate, ECDsa Key) Authority()
    {
        var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=authority", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        return (request.CreateSelfSigned(DateTimeOffset.UtcNow.AddHours(-1), DateTimeOffset.UtcNow.AddDays(1)), key);
    }

    private static X509Certificate2 Leaf(string name, params IEnumerable<string> hosts)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256);
        var alternatives = new SubjectAlternativeNameBuilder();
        foreach (var host in hosts)
        {
            alternatives.AddDnsName(host);
        }

        request.CertificateExtensions.Add(alternatives.Build());
        using var leaf = request.Create(Ours.Certificate.SubjectName, X509SignatureGenerator.CreateForECDsa(Ours.Key), DateTimeOffset.UtcNow.AddMinutes(-5), DateTimeOffset.UtcNow.AddHours(1), [1, (byte)name.Length]);
        return leaf.CopyWithPrivateKey(key);
    }
}
