using System.CommandLine;
using PolyK8s.Cli.Output;
using PolyK8s.Cluster;
using PolyK8s.Cluster.Operating;
using PolyK8s.Engine.Checking;

namespace PolyK8s.Cli.Commands;

/// <summary><c>poly-k8s enforcing</c>: whether an API server asks the webhook at all, found out by asking for what must be refused.</summary>
internal static class EnforcingCommand
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    /// <summary>The command.</summary>
    public static Command Create(Terminal terminal)
    {
        var (cluster, timeout, output) = (new ClusterOptions(), new TimeoutOption("asking again", "0"), CardOutput.Option());
        var command = new Command("enforcing", "Say whether the API server asks the webhook and heeds it: a bad policy, sent as a dry run, must be refused. Exit code 0: it does, 1: not.") { timeout.Option, output };
        foreach (var option in cluster.Connection)
        {
            command.Add(option);
        }

        KnownCluster.Act(command, terminal, async (parsed, problems, cancellation) =>
        {
            var time = timeout.Read(parsed, problems);
            if (problems.Count > 0)
            {
                return ExitCodes.Usage;
            }

            using var connection = cluster.Open(parsed);
            var canary = new EnforcementCanary(connection, TimeProvider.System, null);
            await AskAsync(canary, time, cancellation);
            if (parsed.GetValue(output) == "json")
            {
                terminal.Out.Write(CliJson.Write(new EnforcingAnswer(CheckReport.CurrentVersion, canary.Enforcing, canary.Because), CliJson.Default.EnforcingAnswer));
            }
            else if (canary.Enforcing is { } enforcing)
            {
                terminal.Out.Write(PlainText.Of($"{(enforcing ? "yes" : "no")}: {canary.Because}\n"));
            }
            else
            {
                throw new ClusterException($"{connection.Server}: {canary.Because}");
            }

            return canary.Enforcing switch { true => ExitCodes.Clean, false => ExitCodes.Findings, null => ExitCodes.Internal };
        });
        return command;
    }

    private static async Task AskAsync(EnforcementCanary canary, TimeSpan time, CancellationToken cancellation)
    {
        var since = TimeProvider.System.GetTimestamp();
        await canary.AskAsync(cancellation);
        while (canary.Enforcing != true && TimeProvider.System.GetElapsedTime(since) < time)
        {
            await Task.Delay(Pause, cancellation);
            await canary.AskAsync(cancellation);
        }
    }
}
