using System.CommandLine;
using PolyK8s.Cli.Output;
using PolyK8s.Engine;
using PolyK8s.Engine.Rollouts;

namespace PolyK8s.Cli.Commands;

/// <summary><c>poly-k8s rollout status</c>.</summary>
internal static class RolloutStatusCommand
{
    /// <summary>The command.</summary>
    public static Command Create(Terminal terminal, Judge judge)
    {
        var (source, output) = (new RolloutSource(), CardOutput.Option());
        var follow = new Option<bool>("--follow") { Description = "Follow it to its end, with a line for each change (needs a cluster)" };
        var timeout = new Option<int>("--timeout") { Description = "Seconds after which following ends", HelpName = "SECONDS", DefaultValueFactory = _ => 600 };
        var command = source.Command("status", "Say what a rollout is doing. Exit code 0: done, 1: not.", follow, timeout, output);
        KnownCluster.Act(command, terminal, async (parsed, problems, cancellation) =>
        {
            if (parsed.GetValue(follow) && !source.IsLive(parsed))
            {
                problems.Add("files do not change: `--follow` needs `--live`");
                return ExitCodes.Usage;
            }

            var read = async () => (await source.ReadAsync(parsed, withHistory: false, terminal, judge, problems, cancellation))?.Workload;
            var status = parsed.GetValue(follow)
                ? await RolloutFollowing.FollowAsync(read, terminal, TimeSpan.FromSeconds(parsed.GetValue(timeout)), parsed.GetValue(output) == "json", cancellation)
                : await read() is { } found ? RolloutStatus.Of(found) : null;
            if (status is null)
            {
                return ExitCodes.Usage;
            }

            terminal.Out.Write(parsed.GetValue(output) == "json" ? CliJson.Write(status, CliJson.Default.RolloutStatus) : RolloutText.Of(status));
            return status.Done && status.Error is null ? ExitCodes.Clean : ExitCodes.Findings;
        });
        return command;
    }
}
