using System.Net;
using System.Runtime.InteropServices;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using PolyK8s.Engine;
using PolyK8s.Webhook.Http;
using PolyK8s.Webhook.Tls;

namespace PolyK8s.Webhook;

/// <summary>Serves the webhook over HTTPS until it is told to stop, and then stops without losing a review.</summary>
public static class WebhookHost
{
    /// <summary>Serves until <paramref name="stop"/> or SIGTERM, which drain first, or SIGINT, which stops at once.</summary>
    /// <param name="options">Where and how.</param>
    /// <param name="source">Cluster and policies.</param>
    /// <param name="judge">The judge.</param>
    /// <param name="announce">Gets a line when requests are served and a line when draining begins; null for silence.</param>
    /// <param name="stop">Asks for a graceful stop.</param>
    /// <exception cref="WebhookStartException">The certificate cannot be read or the address cannot be listened on.</exception>
    public static async Task RunAsync(WebhookHostOptions options, ISnapshotSource source, Judge judge, TextWriter? announce, CancellationToken stop)
    {
        var callers = options.CallerAuthorityFile is { } file ? new CallerTrust(file, options.CallerName, announce) : null;
        var certificates = new Certificates(FirstCertificate(options), callers);
        options.Counted.AddGauge("polyk8s_certificate_expiry_timestamp_seconds", "When certificates end, in seconds since 1970.", "certificate", () => Expiries(options, certificates));
        options.Counted.AddGauge("polyk8s_ready", "Whether the cluster has been read: 1 or 0.", () => source.Current.NotReady is null ? 1 : 0);
        options.Counted.AddGauge("polyk8s_policy_faults", "Mistakes in policies that are therefore not in use.", () => source.Current.Policies.Faults.Length);
        options.Counted.AddInfo("polyk8s_ruleset_info", "The rules and policies in use, and the version of the program.", () => [("digest", judge.RuleSet(source.Current.Policies)), ("version", options.Version)]);
        await using var app = WebhookApplication.Build(options, certificates, callers, source, judge, announce);
        await StartAsync(app, options);
        var address = new WebhookAddress(BoundTo(app, options), certificates.Current.AuthorityPem);
        announce?.WriteLine($"webhook: serving {address.Url}validate and {address.Url}mutate");
        options.Started?.Invoke(address);

        using var stopping = CancellationTokenSource.CreateLinkedTokenSource(stop);
        using var atOnce = new CancellationTokenSource();
        using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, signal => Cancel(signal, stopping.IsCancellationRequested ? atOnce : stopping));
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, signal => Cancel(signal, atOnce));
        using var ended = new CancellationTokenSource();
        var renewal = Task.WhenAll(RenewAsync(options, certificates, announce, ended.Token), callers?.RunAsync(TimeProvider.System, ended.Token) ?? Task.CompletedTask);
        var probing = app.Services.GetRequiredService<Readiness>().RunAsync(new(IPAddress.Parse(address.Url.Host.Trim('[', ']')), address.Url.Port), ended.Token);
        await WaitAsync(Timeout.InfiniteTimeSpan, stopping.Token, atOnce.Token);
        app.Services.GetRequiredService<Drain>().Begin();
        if (!atOnce.IsCancellationRequested)
        {
            announce?.WriteLine($"webhook: stopping; serving for {options.DrainTime.TotalSeconds:0.#} s more so that no review is lost");
            await WaitAsync(options.DrainTime, atOnce.Token, CancellationToken.None);
        }

        await app.StopAsync(CancellationToken.None);
        await ended.CancelAsync();
        await Task.WhenAll(renewal, probing);
    }

    private static IEnumerable<(string, double?)> Expiries(WebhookHostOptions options, Certificates certificates)
    {
        yield return ("leaf", new DateTimeOffset(certificates.Current.Leaf.NotAfter).ToUnixTimeSeconds());
        yield return ("authority", options.Rotation?.AuthorityEnds?.ToUnixTimeSeconds());
    }

    private static Task RenewAsync(WebhookHostOptions options, Certificates certificates, TextWriter? announce, CancellationToken ended) =>
        options.Rotation is { } rotation ? rotation.FollowAsync(certificates, ended)
            : options is { CertificateFile: { } certificate, KeyFile: { } key }
            ? new CertificateRenewal(certificates, certificate, key, announce).RunAsync(TimeProvider.System, ended)
            : Task.CompletedTask;

    private static void Cancel(PosixSignalContext signal, CancellationTokenSource source)
    {
        signal.Cancel = true;
        source.Cancel();
    }

    private static async Task WaitAsync(TimeSpan time, CancellationToken first, CancellationToken second)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(first, second);
        await Task.Delay(time, either.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private static ServingCertificate FirstCertificate(WebhookHostOptions options) => (options.CertificateFile, options.KeyFile) switch
    {
        ({ } certificate, { } key) => CertificateFiles.Read(certificate, key),
        (null, null) => SelfSigned.Create([.. Names(options).Distinct(StringComparer.Ordinal)], TimeProvider.System),
        _ => throw new WebhookStartException("give both a certificate file and a key file, or neither"),
    };

    private static IEnumerable<string> Names(WebhookHostOptions options)
    {
        yield return "localhost";
        yield return IPAddress.Loopback.ToString();
        yield return IPAddress.IPv6Loopback.ToString();
        if (!options.Address.Equals(IPAddress.Any) && !options.Address.Equals(IPAddress.IPv6Any))
        {
            yield return options.Address.ToString();
        }

        foreach (var name in options.Names.Concat(options.Rotation?.Names ?? []))
        {
            yield return name;
        }
    }

    private static async Task StartAsync(WebApplication app, WebhookHostOptions options)
    {
        try
        {
            await app.StartAsync(CancellationToken.None);
        }
        catch (Exception e) when (e is IOException or System.Net.Sockets.SocketException)
        {
            throw new WebhookStartException($"cannot listen on {options.Address} port {options.Port}: {e.Message}");
        }
    }

    /// <summary>The address a caller on this machine can use: wildcard addresses answer on loopback.</summary>
    private static Uri BoundTo(WebApplication app, WebhookHostOptions options)
    {
        var bound = new Uri(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single(a => a.StartsWith("https:", StringComparison.Ordinal)));
        var host = options.Address.Equals(IPAddress.Any) || options.Address.Equals(IPAddress.IPv6Any) ? IPAddress.Loopback : options.Address;
        return new UriBuilder(Uri.UriSchemeHttps, host.ToString(), bound.Port).Uri;
    }
}
