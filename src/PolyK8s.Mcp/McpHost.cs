using Microsoft.Extensions.Logging;
using ModelContextProtocol.Server;
using PolyK8s.Engine;
using PolyK8s.Engine.Writing;

namespace PolyK8s.Mcp;

/// <summary>The MCP server: one set of tools over stdio and over streamable HTTP.</summary>
public static class McpHost
{
    /// <summary>Serves over HTTP until cancelled.</summary>
    /// <param name="options">Where to listen and whom to answer.</param>
    /// <param name="source">The view and policies to judge with.</param>
    /// <param name="judge">The judge.</param>
    /// <param name="announce">Is told the bound URL on a line of its own; null for nobody.</param>
    /// <param name="cancellation">Ends the server, as SIGTERM does.</param>
    /// <exception cref="IOException">The address cannot be bound.</exception>
    public static async Task RunHttpAsync(McpHttpOptions options, ISnapshotSource source, Judge judge, TextWriter? announce, CancellationToken cancellation)
    {
        await using var server = await McpHttpServer.StartAsync(options, source, judge, cancellation);
        if (announce is not null)
        {
            await announce.WriteLineAsync($"MCP on {server.Url}".AsMemory(), cancellation);
            await announce.FlushAsync(cancellation);
        }

        await server.WaitAsync(cancellation);
    }

    /// <summary>Serves over standard input and output until input ends or it is cancelled.</summary>
    /// <param name="source">The view and policies to judge with.</param>
    /// <param name="judge">The judge.</param>
    /// <param name="writes">Writes to the cluster; null where nothing may be written.</param>
    /// <param name="cancellation">Ends the server.</param>
    public static async Task RunStdioAsync(ISnapshotSource source, Judge judge, IGuardedWrites? writes, CancellationToken cancellation)
    {
        // Standard output belongs to the protocol: whatever else writes to it would break the client.
        var output = Console.Out;
        Console.SetOut(Console.Error);
        try
        {
            await RunStreamsAsync(Console.OpenStandardInput(), Console.OpenStandardOutput(), source, judge, writes, cancellation);
        }
        finally
        {
            Console.SetOut(output);
        }
    }

    /// <summary>Serves over two streams, one JSON-RPC message a line.</summary>
    /// <param name="input">Messages of the client.</param>
    /// <param name="output">Messages to the client.</param>
    /// <param name="source">The view and policies to judge with.</param>
    /// <param name="judge">The judge.</param>
    /// <param name="writes">Writes to the cluster; null where nothing may be written.</param>
    /// <param name="cancellation">Ends the server.</param>
    internal static async Task RunStreamsAsync(Stream input, Stream output, ISnapshotSource source, Judge judge, IGuardedWrites? writes, CancellationToken cancellation)
    {
        using var log = LoggerFactory.Create(Log);
        var options = new McpServerOptions();
        McpFace.Put(options, source, judge, log.CreateLogger(McpFace.Name), writes);
        await using var transport = new StreamServerTransport(input, output, McpFace.Name, log);
        await using var server = McpServer.Create(transport, options, log);
        await server.RunAsync(cancellation);
    }

    /// <summary>Warnings and worse, to standard error on every transport.</summary>
    /// <remarks>
    /// A failure to start is thrown to the caller, who says it in one line; the host would log it with a stack trace besides.
    /// The protocol library logs every mistake of a client so; a failure of a tool is logged by <see cref="McpFace"/>.
    /// </remarks>
    internal static void Log(ILoggingBuilder logging) => logging
        .ClearProviders()
        .SetMinimumLevel(LogLevel.Warning)
        .AddFilter("Microsoft.Extensions.Hosting", LogLevel.None)
        .AddFilter("ModelContextProtocol.Server.McpServer", LogLevel.None)
        .AddConsole(console => console.LogToStandardErrorThreshold = LogLevel.Trace);
}
