using System.CommandLine;
using System.Net;
using PolyK8s.Cli.Input;
using PolyK8s.Cluster;
using PolyK8s.Cluster.Guarded;
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
        var writing = new Option<bool>("--allow-writes") { Description = "Also serve tools that write to the cluster what the rules allow (with --live, over standard input and output)" };
        var who = new WhoOptions("Write as this user, as with kubectl's --as");
        var command = new Command("mcp", "Serve the rules to an assistant by the Model Context Protocol.") { listen, writing, who.As, who.Groups };
        foreach (var option in snapshot.All)
        {
            command.Add(option);
        }

        command.SetAction(async (parsed, cancellation) =>
        {
            var problems = new List<string>();
            var endpoint = parsed.GetValue(listen) is { } value ? ListenOption.Read(value, problems) : null;
            var writes = parsed.GetValue(writing);
            var author = who.Impersonated(parsed);
            if (!writes && (author is not null || parsed.GetValue(who.Groups) is { Length: > 0 }))
            {
                problems.Add("`--as` and `--as-group` go with `--allow-writes`: nothing else is done as anybody");
            }

            if (writes && (endpoint is not null || !snapshot.IsLive(parsed) || snapshot.HasFiles(parsed)))
            {
                problems.Add(endpoint is not null
                    ? "`--allow-writes` does not go with `--listen`: whoever reaches the port could write as you"
                    : "`--allow-writes` needs `--live`, without `--state` and `--policies`: what is written is judged by the cluster as it is");
            }

            var code = problems.Count > 0 ? ExitCodes.Usage : await RunAsync(parsed, snapshot, writes ? () => snapshot.Connect(parsed, author) : null, endpoint, terminal, judge, problems, cancellation);
            problems.ForEach(terminal.Complain);
            return code;
        });
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, SnapshotOptions snapshot, Func<ClusterConnection>? writer, IPEndPoint? endpoint, Terminal terminal, Judge judge, List<string> problems, CancellationToken cancellation)
    {
        if (snapshot.IsLive(parsed) && !snapshot.HasFiles(parsed))
        {
            using var cluster = snapshot.Connect(parsed);
            await using var live = LiveView.Start(cluster, judge.Book, Mode.Enforce, terminal.Complain, snapshot.SecretNames(parsed), schemas: true);
            using var writes = writer?.Invoke();
            var guarded = writes is not null ? new GuardedWrites(writes, new Judge(RuleBook.AtAdmission), _ => Task.FromResult(live.Current)) : null;
            return await ServeAsync(endpoint, live, guarded, terminal, judge, cancellation);
        }

        return await snapshot.OpenAsync(parsed, "default", Mode.Enforce, new InputReader(terminal), judge.Book, problems, cancellation) is { } files
            ? await ServeAsync(endpoint, files, null, terminal, judge, cancellation)
            : ExitCodes.Usage;
    }

    private static async Task<int> ServeAsync(IPEndPoint? endpoint, ISnapshotSource source, GuardedWrites? writes, Terminal terminal, Judge judge, CancellationToken cancellation)
    {
        if (endpoint is null)
        {
            await McpHost.RunStdioAsync(source, judge, writes, cancellation);
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
