using System.CommandLine;
using PolyK8s.Cli.Output;
using PolyK8s.Engine;
using PolyK8s.Engine.Rollouts;

namespace PolyK8s.Cli.Commands;

/// <summary><c>poly-k8s rollout history</c>.</summary>
internal static class RolloutHistoryCommand
{
    /// <summary>The command.</summary>
    public static Command Create(Terminal terminal, Judge judge)
    {
        var (source, output) = (new RolloutSource(), CardOutput.Option());
        var command = source.Command("history", "List the revisions that are kept, and which of them runs.", output);
        KnownCluster.Act(command, terminal, async (parsed, problems, cancellation) =>
        {
            if (await source.ReadAsync(parsed, withHistory: true, terminal, judge, problems, cancellation) is not { } found)
            {
                return ExitCodes.Usage;
            }

            var history = RolloutHistory.Of(found.Workload.Manifest, found.Keepers);
            terminal.Out.Write(parsed.GetValue(output) == "json" ? CliJson.Write(history, CliJson.Default.RolloutHistory) : RolloutText.Of(history));
            return ExitCodes.Clean;
        });
        return command;
    }
}
