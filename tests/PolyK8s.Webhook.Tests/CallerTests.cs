using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using PolyK8s.Webhook.Tls;

namespace PolyK8s.Webhook.Tests;

/// <summary>T-49: with an authority of callers, reviews are judged only for those it vouches for.</summary>
public sealed class CallerTests : IDisposable
{
    private readonly string _file = Path.GetTempFileName();
    private readonly (X509Certificate2 Certificate, ECDsa Key) _authority = Issuing.Authority(DateTimeOffset.UtcNow, TimeSpan.FromDays(1));
    private readonly (X509Certificate2 Certificate, ECDsa Key) _other = Issuing.Authority(DateTimeOffset.UtcNow, TimeSpan.FromDays(1));

    public CallerTests() => File.WriteAllText(_file, _authority.Certificate.ExportCertificatePem());

    [Fact]
    public async Task T_49_Judges_for_a_caller_with_a_certificate_of_the_authority_and_the_name()
    {
        await using var served = await Served(name: "kube-apiserver");
        Assert.Equal(HttpStatusCode.OK, await Review(served, Certificate(_authority, "kube-apiserver")));
        Assert.Equal(HttpStatusCode.Forbidden, await Review(served, Certificate(_authority, "kubelet")));
    }

    [Fact]
    public async Task T_49_Without_a_certificate_nothing_is_judged_and_probes_are_answered()
    {
        await using var served = await Served();
        using var answer = await served.PostAsync("validate", Reviews.Create(Reviews.ConfigMap("blue")));
        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        Assert.Equal("reviews are judged only for callers with a client certificate\n", await answer.Content.ReadAsStringAsync());
        using var mutate = await served.PostAsync("mutate", Reviews.Create(Reviews.ConfigMap("blue")));
        Assert.Equal(HttpStatusCode.Forbidden, mutate.StatusCode);
        using var live = await served.Client.GetAsync("livez");
        Assert.Equal(HttpStatusCode.OK, live.StatusCode);
    }

    [Theory]
    [InlineData(true, "1.3.6.1.5.5.7.3.2")]
    [InlineData(false, "1.3.6.1.5.5.7.3.1")]
    public async Task T_49_Who_shows_the_certificate_of_another_authority_or_of_a_server_gets_no_connection(bool another, string usage)
    {
        await using var served = await Served();
        await Assert.ThrowsAnyAsync<HttpRequestException>(() => Review(served, Certificate(another ? _other : _authority, "kube-apiserver", usage)));
    }

    [Fact]
    public async Task A_renewed_authority_is_taken_up_and_a_broken_one_is_not()
    {
        var said = new StringWriter();
        var trust = new CallerTrust(_file, null, said);
        using var old = Certificate(_authority, "a");
        using var renewed = Certificate(_other, "a");
        Assert.True(trust.Verifies(old, null));
        Assert.False(trust.Verifies(renewed, null));
        await File.WriteAllTextAsync(_file, _other.Certificate.ExportCertificatePem());
        trust.Look();
        Assert.True(trust.Verifies(renewed, null));
        await File.WriteAllTextAsync(_file, "nothing");
        trust.Look();
        trust.Look();
        Assert.True(trust.Verifies(renewed, null));
        Assert.Equal(2, said.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
    }

    [Fact]
    public async Task A_file_without_an_authority_stops_the_start()
    {
        await File.WriteAllTextAsync(_file, "");
        var failure = await Assert.ThrowsAsync<WebhookStartException>(() => Served());
        Assert.Equal($"`{_file}` holds no PEM certificate", failure.Message);
    }

    public void Dispose()
    {
        File.Delete(_file);
        foreach (var (certificate, key) in new[] { _authority, _other })
        {
            certificate.Dispose();
            key.Dispose();
        }
    }

    private Task<Served> Served(string? name = null) =>
        Tests.Served.WithAsync(TestRule.OnlyBlue, options: new() { DrainTime = TimeSpan.Zero, CallerAuthorityFile = _file, CallerName = name });

    private static async Task<HttpStatusCode> Review(Served served, X509Certificate2 certificate)
    {
        using var client = served.NewClient(certificate);
        using var answer = await client.PostAsync("validate", Tests.Served.Json(System.Text.Encoding.UTF8.GetBytes(Reviews.Create(Reviews.ConfigMap("blue")))));
        return answer.StatusCode;
    }

    private static X509Certificate2 Certificate((X509Certificate2 Certificate, ECDsa Key) authority, string name, string usage = "1.3.6.1.5.5.7.3.2")
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new(usage)], false));
        using var made = request.Create(
            authority.Certificate.SubjectName, X509SignatureGenerator.CreateForECDsa(authority.Key), DateTimeOffset.UtcNow.AddMinutes(-5), DateTimeOffset.UtcNow.AddHours(1), RandomNumberGenerator.GetBytes(16));
        return made.CopyWithPrivateKey(key);
    }
}
