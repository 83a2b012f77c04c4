using System.CommandLine;
using System.Net;
using PolyK8s.Cli.Input;
using PolyK8s.Cluster;
using PolyK8s.Engine;
using PolyK8s.Mcp;

namespace PolyK8s.Cli.Commands;

/// <summary><c>poly-k8s mcp</c>: the rules for assistants, over standard input and output, or over HTTP with <c>--listen</c>.</summary>
internal static class McpCommand
{
    /// <summary>The command.</summary>
    public static Command Create(Terminal terminal, Judge judge)
    {
        var snapshot = new SnapshotOptions();
        var listen = ListenOption.Create("Serve streamable HTTP there, at /mcp; without it standard input and output");
        var command = new Command("mcp", "Serve the rules to an assistant by the Model Context Protocol.") { listen };
        foreach (var option in snapshot.All)
        {
            command.Add(option);
        }

        command.SetAction(async (parsed, cancellation) =>
        {
            var problems = new List<string>();
            var endpoint = parsed.GetValue(listen) is { } value ? ListenOption.Read(value, problems) : null;
            var code = problems.Count > 0 ? ExitCodes.Usage : await RunAsync(parsed, snapshot, endpoint, terminal, judge, problems, cancellation);
            problems.ForEach(terminal.Complain);
            return code;
        });
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, SnapshotOptions snapshot, IPEndPoint? endpoint, Terminal terminal, Judge judge, List<string> problems, CancellationToken cancellation)
    {
        if (snapshot.IsLive(parsed) && !snapshot.HasFiles(parsed))
        {
            using var cluster = snapshot.Connect(parsed);
            await using var live = LiveView.Start(cluster, judge.Book, Mode.Enforce, terminal.Complain, snapshot.SecretNames(parsed));
            return await ServeAsync(endpoint, live, terminal, judge, cancellation);
        }

        return await snapshot.OpenAsync(parsed, "default", Mode.Enforce, new InputReader(terminal), judge.Book, problems, cancellation) is { } files
            ? await ServeAsync(endpoint, files, terminal, judge, cancellation)
            : ExitCodes.Usage;
    }

    private static async Task<int> ServeAsync(IPEndPoint? endpoint, ISnapshotSource source, Terminal terminal, Judge judge, CancellationToken cancellation)
    {
        if (endpoint is null)
        {
            await McpHost.RunStdioAsync(source, judge, cancellation);
            return ExitCodes.Clean;
        }

        try
        {
            await McpHost.RunHttpAsync(new() { Address = endpoint.Address, Port = endpoint.Port }, source, judge, terminal.Error, cancellation);
            return ExitCodes.Clean;
        }
        catch (IOException e)
        {
            terminal.Complain($"cannot listen on {endpoint}: {e.Message.TrimEnd('.')}");
            return ExitCodes.Usage;
        }
    }
}
