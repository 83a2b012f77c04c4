using System.CommandLine;
using PolyK8s.Cli.Output;
using PolyK8s.Cluster;
using PolyK8s.Cluster.Guarded;
using PolyK8s.Engine;
using PolyK8s.Engine.Writing;

namespace PolyK8s.Cli.Commands;

/// <summary>A command that writes to a cluster what the rules allow.</summary>
internal static class WriteCommand
{
    /// <summary>The command.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="description">What it does.</param>
    /// <param name="own">Its own options.</param>
    /// <param name="terminal">Reads and writes.</param>
    /// <param name="ask">Reads what is to be done; null when there are problems.</param>
    /// <param name="word">The workload it is about, if it is about one.</param>
    public static Command Create(
        string name, string description, IEnumerable<Option> own, Terminal terminal,
        Func<ParseResult, string, List<string>, Func<IGuardedWrites, WriteOptions, Action<string>, CancellationToken, Task<WriteReport>>?> ask,
        Argument<string>? word = null)
    {
        var options = new WriteCommandOptions();
        var command = new Command(name, $"{description}, if every rule allows it; without --yes it is only judged. Exit code 0: done, or allowed; 1: not.");
        if (word is not null)
        {
            command.Add(word);
        }

        foreach (var option in own.Concat(options.All))
        {
            command.Add(option);
        }

        KnownCluster.Act(command, terminal, async (parsed, problems, cancellation) =>
        {
            var (how, schemas) = (options.Read(parsed, problems), options.Schemas(parsed, problems));
            var act = ask(parsed, options.Namespace(parsed), problems);
            if (act is null || problems.Count > 0)
            {
                return ExitCodes.Usage;
            }

            using var cluster = options.Open(parsed);
            var judge = new Judge(RuleBook.AtAdmission);
            var writes = new GuardedWrites(cluster, judge, c => LiveView.LoadOnceAsync(cluster, judge.Book, Mode.Warn, options.SecretNames(parsed), c), schemas);
            var json = options.Json(parsed);
            var report = await act(writes, how, json ? _ => { } : terminal.Progress, cancellation);
            if (json)
            {
                terminal.Out.Write(CliJson.Write(report, CliJson.Default.WriteReport));
            }
            else
            {
                WriteText.Put(report, how, terminal);
            }

            return report.IsDone ? ExitCodes.Clean : ExitCodes.Findings;
        });
        return command;
    }
}
