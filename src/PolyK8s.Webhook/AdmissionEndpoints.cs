using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using PolyK8s.Webhook.Http;
using PolyK8s.Webhook.Metrics;

namespace PolyK8s.Webhook;

/// <summary>Adds the admission endpoints to an ASP.NET Core application.</summary>
public static class AdmissionEndpoints
{
    /// <summary>Adds what the endpoints need. The application registers its <c>ISnapshotSource</c> and its <c>Judge</c> itself.</summary>
    public static IServiceCollection AddAdmission(this IServiceCollection services, AdmissionOptions options)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(options);
        services.TryAddSingleton(new WebhookMetrics());
        services.TryAddSingleton(new Readiness(null, null));
        services.TryAddSingleton(new CallerGuard(null));
        services.AddSingleton<MetricsEndpoint>();
        services.AddSingleton<Drain>();
        services.AddSingleton<Admittance>();
        services.AddSingleton<AdmissionEndpoint>();
        services.AddSingleton<HealthEndpoint>();
        return services;
    }

    /// <summary>Maps <c>/validate</c>, <c>/mutate</c>, <c>/livez</c> and <c>/readyz</c>; any other path is answered 404 with one line.</summary>
    public static IEndpointRouteBuilder MapAdmission(this IEndpointRouteBuilder app)
    {
        var admission = app.ServiceProvider.GetRequiredService<AdmissionEndpoint>();
        var metrics = app.ServiceProvider.GetRequiredService<MetricsEndpoint>();
        var health = app.ServiceProvider.GetRequiredService<HealthEndpoint>();
        app.Map("/validate", (RequestDelegate)admission.Validate);
        app.Map("/mutate", (RequestDelegate)admission.Mutate);
        // On the port of the reviews it is not served: whoever may call that one need not see it.
        app.Map("/metrics", (RequestDelegate)(context => context.Request.IsHttps ? health.Nothing(context) : metrics.Scrape(context)));
        app.Map("/livez", (RequestDelegate)health.Live);
        app.Map("/readyz", (RequestDelegate)health.Ready);
        app.MapFallback((RequestDelegate)health.Nothing);
        return app;
    }
}
