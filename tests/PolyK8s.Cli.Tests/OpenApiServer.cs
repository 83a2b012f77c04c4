using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace PolyK8s.Cli.Tests;

/// <summary>An API server that answers paths with texts, and everything else with 404.</summary>
internal sealed class OpenApiServer : IAsyncDisposable
{
    private readonly WebApplication _app;
    private int _asked;

    private OpenApiServer(WebApplication app) => _app = app;

    /// <summary>A kubeconfig for it.</summary>
    public string Kubeconfig => $$$"""
        {"apiVersion": "v1", "kind": "Config", "current-context": "c", "contexts": [{"name": "c", "context": {"cluster": "c", "user": "u"}}],
         "clusters": [{"name": "c", "cluster": {"server": "{{{_app.Urls.Single()}}}" } }], "users": [{"name": "u", "user": {"token": "t"}}]}
        """;

    /// <summary>How many requests came.</summary>
    public int Asked => _asked;

    /// <summary>Starts it on loopback.</summary>
    public static async Task<OpenApiServer> StartAsync(Dictionary<string, (int Status, string Body)> answers)
    {
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.Services.AddRoutingCore();
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        var app = builder.Build();
        var server = new OpenApiServer(app);
        app.Run(context =>
        {
            Interlocked.Increment(ref server._asked);
            var (status, body) = answers.GetValueOrDefault(context.Request.Path.Value ?? "", (404, "{}"));
            context.Response.StatusCode = status;
            return context.Response.WriteAsync(body);
        });
        await app.StartAsync();
        return server;
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync() => await _app.DisposeAsync();
}
