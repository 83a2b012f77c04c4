using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using PolyK8s.Webhook.Tls;

namespace PolyK8s.Webhook.Tests.Renewal;

/// <summary>Certificates over real TLS: made, probed, replaced while the server runs.</summary>
public sealed class SelfProbeTests
{
    private const string Service = "poly-k8s.poly-k8s-system.svc";

    [Fact]
    public async Task The_host_serves_a_certificate_its_callers_trust_and_only_then_is_ready()
    {
        var vault = new MemoryVault();
        var rotating = new RotatingCertificates(vault, [Service], new HastyClock(), null);
        var options = new WebhookHostOptions { DrainTime = TimeSpan.Zero, Rotation = rotating, Published = (vault, Service) };
        await using var served = await Served.WithAsync(TestRule.OnlyBlue, options: options);
        using (var early = await served.Client.GetAsync("readyz"))
        {
            Assert.Equal(HttpStatusCode.ServiceUnavailable, early.StatusCode);
        }

        using var stop = new CancellationTokenSource();
        var leading = rotating.LeadAsync(stop.Token);
        var first = await UntilAsync(served, () => vault.Bundles[0], another: "");
        Assert.Equal("ok\n", await ReadyAsync(served));

        // Everything is lost and made again: the running server takes it up.
        await vault.ReplaceAsync((await vault.ReadAsync(default)) with { All = [] }, default);
        var second = await UntilAsync(served, () => vault.Bundles[0], another: first);
        Assert.NotEqual(first, second);
        await stop.CancelAsync();
        await leading;
    }

    [Fact]
    public async Task A_fault_that_nobody_foresaw_delays_a_certificate_and_stops_none()
    {
        var (vault, said) = (new MemoryVault { Faults = 6 }, new System.Collections.Concurrent.ConcurrentQueue<string>());
        var rotating = new RotatingCertificates(vault, [Service], new HastyClock(), said.Enqueue);
        var options = new WebhookHostOptions { DrainTime = TimeSpan.Zero, Rotation = rotating, Published = (vault, Service) };
        await using var served = await Served.WithAsync(TestRule.OnlyBlue, options: options);
        using var stop = new CancellationTokenSource();
        var leading = rotating.LeadAsync(stop.Token);
        Assert.Equal("ok\n", await ReadyAsync(served));
        Assert.Contains("certificates: an internal fault, and it is tried again: nobody foresaw this", said);
        await stop.CancelAsync();
        await leading;
    }

    [Fact]
    public async Task A_probe_that_fails_says_why()
    {
        var vault = new MemoryVault { Faults = 1 };
        var probe = new SelfProbe(vault, Service, TimeProvider.System);
        await probe.TryAsync(new(IPAddress.Loopback, 1), default);
        Assert.Equal("the certificate could not be tried: nobody foresaw this", probe.NotReady);
    }

    [Theory]
    [InlineData("other", "the published caBundle does not verify the certificate served for `poly-k8s.poly-k8s-system.svc`")]
    [InlineData("", "the webhook configurations have no caBundle yet")]
    [InlineData("own", null)]
    [InlineData("both", null)]
    public async Task A_replica_whose_callers_would_not_trust_it_says_so(string bundle, string? problem)
    {
        await using var served = await Served.WithAsync(TestRule.OnlyBlue, options: new() { DrainTime = TimeSpan.Zero, Names = [Service] });
        var other = SelfSigned.Create([Service], TimeProvider.System).AuthorityPem!;
        var own = served.Address.AuthorityPem!;
        var vault = new MemoryVault();
        await vault.PublishAsync(bundle switch { "other" => other, "own" => own, "both" => $"{other}\n{own}\n", _ => "" }, default);
        var probe = new SelfProbe(vault, Service, TimeProvider.System);
        await probe.TryAsync(new(IPAddress.Loopback, served.Address.Url.Port), default);
        Assert.Equal(problem, probe.NotReady);

        // An API server that is away asks nobody: what it trusted before it will trust again.
        vault.IsAway = true;
        await probe.TryAsync(new(IPAddress.Loopback, served.Address.Url.Port), default);
        Assert.Equal(problem is null ? null : "the API server is away", probe.NotReady);
    }

    [Fact]
    public async Task A_certificate_for_another_name_does_not_pass()
    {
        await using var served = await Served.WithAsync(TestRule.OnlyBlue);
        var vault = new MemoryVault();
        await vault.PublishAsync(served.Address.AuthorityPem!, default);
        var probe = new SelfProbe(vault, Service, TimeProvider.System);
        await probe.TryAsync(new(IPAddress.Loopback, served.Address.Url.Port), default);
        Assert.NotNull(probe.NotReady);
    }

    /// <summary>Waits until the server shows a certificate that a bundle other than <paramref name="another"/> verifies.</summary>
    private static async Task<string> UntilAsync(Served served, Func<string> bundle, string another)
    {
        for (var tries = 0; tries < 1200; tries++)
        {
            if (bundle() is { } now && now != another && await IsTrustedAsync(served, now))
            {
                return now;
            }

            await Task.Delay(50);
        }

        throw new TimeoutException("the server never showed a certificate that the bundle verifies");
    }

    private static async Task<bool> IsTrustedAsync(Served served, string bundle)
    {
        using var tcp = new TcpClient();
        await tcp.ConnectAsync(IPAddress.Loopback, served.Address.Url.Port);
        await using var tls = new SslStream(tcp.GetStream());
        try
        {
            await tls.AuthenticateAsClientAsync(new SslClientAuthenticationOptions
            {
                TargetHost = Service,
                RemoteCertificateValidationCallback = (_, certificate, _, errors) => !errors.HasFlag(SslPolicyErrors.RemoteCertificateNameMismatch)
                    && Trust.Verifies(Trust.Bundle(bundle), (X509Certificate2)certificate!, [], DateTimeOffset.UtcNow),
            });
            return true;
        }
        catch (AuthenticationException)
        {
            return false;
        }
    }

    private static async Task<string> ReadyAsync(Served served)
    {
        // The client of the test trusts the first certificate only; the probe is read without asking.
        using var client = new HttpClient(new HttpClientHandler { ServerCertificateCustomValidationCallback = HttpClientHandler.DangerousAcceptAnyServerCertificateValidator });
        var text = "";
        for (var tries = 0; tries < 1200 && text != "ok\n"; tries++)
        {
            await Task.Delay(50);
            using var answer = await client.GetAsync(new Uri(served.Address.Url, "readyz"));
            text = await answer.Content.ReadAsStringAsync();
        }

        return text;
    }

    /// <summary>Real time, in which every pause is a hundred times shorter.</summary>
    private sealed class HastyClock : TimeProvider
    {
        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
            System.CreateTimer(callback, state, dueTime > TimeSpan.Zero ? dueTime / 100 : dueTime, period > TimeSpan.Zero ? period / 100 : period);
    }
}
