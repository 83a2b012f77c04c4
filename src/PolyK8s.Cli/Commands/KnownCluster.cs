using System.CommandLine;
using PolyK8s.Cli.Input;
using PolyK8s.Engine;

namespace PolyK8s.Cli.Commands;

/// <summary>The cluster a question is asked about: without one there is no answer.</summary>
internal sealed class KnownCluster
{
    private readonly SnapshotOptions _options = new();

    /// <summary>The options, for the command.</summary>
    public IEnumerable<Option> All => _options.All;

    /// <summary>Whether the options name a cluster or files.</summary>
    public bool IsGiven(ParseResult parsed) => _options.IsLive(parsed) || _options.HasFiles(parsed);

    /// <summary>The view the options name; null when there are problems.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="ns">The namespace of objects in files that name none.</param>
    /// <param name="terminal">Reads standard input.</param>
    /// <param name="judge">The rules that policies may name.</param>
    /// <param name="problems">Receives one line for each mistake.</param>
    /// <param name="cancellation">Gives up reading the cluster.</param>
    /// <exception cref="Cluster.ClusterException">The cluster cannot be read.</exception>
    public Task<ClusterView?> OpenAsync(ParseResult parsed, string ns, Terminal terminal, Judge judge, List<string> problems, CancellationToken cancellation) =>
        OpenAsync(parsed, ns, new InputReader(terminal), judge, problems, "the cluster is not known; give its objects with `--state DIR`, or `--live` to read them", cancellation);

    /// <summary>The view the options name; null when there are problems.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="ns">The namespace of objects in files that name none.</param>
    /// <param name="reader">Reads files.</param>
    /// <param name="judge">The rules that policies may name.</param>
    /// <param name="problems">Receives one line for each mistake.</param>
    /// <param name="missing">What to say when no cluster is named; null where one need not be.</param>
    /// <param name="cancellation">Gives up reading the cluster.</param>
    /// <exception cref="Cluster.ClusterException">The cluster cannot be read.</exception>
    public async Task<ClusterView?> OpenAsync(ParseResult parsed, string ns, InputReader reader, Judge judge, List<string> problems, string? missing, CancellationToken cancellation)
    {
        if (problems.Count == 0 && missing is not null && !IsGiven(parsed))
        {
            problems.Add(missing);
        }

        var source = problems.Count > 0 ? null : await _options.OpenAsync(parsed, ns.Length == 0 ? "default" : ns, Mode.Enforce, reader, judge.Book, problems, cancellation);
        if (source?.Current.NotReady is { } reason)
        {
            throw new Cluster.ClusterException(reason);
        }

        return source?.Current.View;
    }

    /// <summary>Runs a command that collects mistakes: each gets a line, and any makes the exit code that of wrong usage.</summary>
    public static void Act(Command command, Terminal terminal, Func<ParseResult, List<string>, CancellationToken, Task<int>> run) =>
        command.SetAction(async (parsed, cancellation) =>
        {
            var problems = new List<string>();
            var code = await run(parsed, problems, cancellation);
            problems.ForEach(terminal.Complain);
            return problems.Count > 0 ? ExitCodes.Usage : code;
        });
}
