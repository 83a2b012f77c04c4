using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using PolyK8s.Engine;
using PolyK8s.Webhook.Http;
using PolyK8s.Webhook.Metrics;
using PolyK8s.Webhook.Review;
using PolyK8s.Webhook.Tls;

namespace PolyK8s.Webhook;

/// <summary>Composes the ASP.NET Core application of the webhook.</summary>
internal static class WebhookApplication
{
    /// <summary>The application, not yet started.</summary>
    public static WebApplication Build(WebhookHostOptions options, Certificates certificates, CallerTrust? callers, ISnapshotSource source, Judge judge, TextWriter? announce)
    {
        // Nothing in the working folder or the environment changes how the webhook behaves.
        var builder = WebApplication.CreateEmptyBuilder(new() { ApplicationName = "poly-k8s", ContentRootPath = AppContext.BaseDirectory });
        builder.Services.AddRoutingCore();
        builder.Services.AddSingleton(source);
        builder.Services.AddSingleton(new Judge(judge.Book.Wrapped(rule => new TimedRule(rule, options.Counted, TimeProvider.System))));
        builder.Services.AddSingleton<IHostLifetime, NoHostLifetime>();
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = options.StopTime);
        builder.Services.AddSingleton(options.Counted);
        builder.Services.AddSingleton(_ => new Readiness(
            options.Published is { } published ? new SelfProbe(published.Bundles, published.Service, TimeProvider.System) : null,
            options.Rehearses ? new Rehearsal(source, judge, TimeProvider.System, announce) : null));
        builder.Services.AddSingleton(new CallerGuard(callers));
        builder.Services.AddAdmission(options.Admission);
        // Standard output belongs to whoever runs us.
        _ = options.LogsJson ? builder.Logging.AddJsonConsole() : builder.Logging.AddSimpleConsole(console => console.SingleLine = true);
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        builder.Services.Configure<Microsoft.Extensions.Logging.Console.ConsoleLoggerOptions>(console => console.LogToStandardErrorThreshold = LogLevel.Trace);
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            Limit(kestrel, options.Admission);
            kestrel.Listen(options.Address, options.Port, listen =>
            {
                // The API server speaks HTTP/1.1 to webhooks; what is not offered cannot be abused.
                listen.Protocols = HttpProtocols.Http1;
                listen.UseHttps(certificates.Handshake());
            });
            if (options.Metrics is { } metrics)
            {
                kestrel.Listen(metrics, listen => listen.Protocols = HttpProtocols.Http1);
            }
        });
        var app = builder.Build();
        app.MapAdmission();
        return app;
    }

    private static void Limit(KestrelServerOptions kestrel, AdmissionOptions admission)
    {
        kestrel.AddServerHeader = false;
        kestrel.Limits.MaxRequestBodySize = admission.MaxBodyBytes;
        // An API server's headers are below 1 KB.
        kestrel.Limits.MaxRequestHeadersTotalSize = 16 * 1024;
        kestrel.Limits.RequestHeadersTimeout = TimeSpan.FromSeconds(5);
        // Longer than the 90 s after which the API server drops an idle connection, so that it never sends into a closing one.
        kestrel.Limits.KeepAliveTimeout = TimeSpan.FromSeconds(130);
        // 20 API servers with 25 idle connections each.
        kestrel.Limits.MaxConcurrentConnections = 512;
    }

    /// <summary>Signals are handled by <see cref="WebhookHost"/>, which drains before it stops.</summary>
    private sealed class NoHostLifetime : IHostLifetime
    {
        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
