using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using ModelContextProtocol.Server;
using PolyK8s.Engine;

namespace PolyK8s.Mcp;

/// <summary>A running MCP server on streamable HTTP, stateless: every request stands alone.</summary>
public sealed class McpHttpServer : IAsyncDisposable
{
    private readonly WebApplication _app;

    private McpHttpServer(WebApplication app)
    {
        _app = app;
        var address = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();
        Url = new(new Uri(address), Path);
    }

    /// <summary>The path of the endpoint.</summary>
    public const string Path = "/mcp";

    /// <summary>Where it listens, the real port in it.</summary>
    public Uri Url { get; }

    /// <summary>Starts a server.</summary>
    /// <param name="options">Where to listen and whom to answer.</param>
    /// <param name="source">The view and policies to judge with.</param>
    /// <param name="judge">The judge.</param>
    /// <param name="cancellation">Gives up starting.</param>
    /// <exception cref="IOException">The address cannot be bound.</exception>
    public static async Task<McpHttpServer> StartAsync(McpHttpOptions options, ISnapshotSource source, Judge judge, CancellationToken cancellation)
    {
        // Empty: neither environment variables nor files of the working folder change where it listens or whom it answers.
        var builder = WebApplication.CreateEmptyBuilder(new());
        McpHost.Log(builder.Logging);
        builder.Services.AddRoutingCore();
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = options.MaxRequestBytes;
            kestrel.Listen(options.Address, options.Port);
        });
        var calls = new ToolCalls();
        builder.Services.AddMcpServer().WithHttpTransport(http => http.Stateless = true);
        builder.Services.AddOptions<McpServerOptions>()
            .Configure<ILoggerFactory>((mcp, log) => McpFace.Put(mcp, source, judge, log.CreateLogger(McpFace.Name), calls: calls));

        var app = builder.Build();
        app.Use(next => context => new Doorkeeper(options).Guard(context, next));
        app.MapMcp(Path);
        app.MapGet(ToolCalls.Path, calls.ShowAsync);
        await app.StartAsync(cancellation);
        return new(app);
    }

    /// <summary>Waits until it is told to stop, by the token or by the system.</summary>
    public Task WaitAsync(CancellationToken cancellation) => _app.WaitForShutdownAsync(cancellation);

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
    }
}
