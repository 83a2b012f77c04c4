using System.CommandLine;
using PolyK8s.Cli.Output;
using PolyK8s.Cluster.Guarded;
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
        var timeout = new TimeoutOption("following");
        var command = source.Command("status", "Say what a rollout is doing. Exit code 0: done, 1: not.", follow, timeout.Option, output);
        KnownCluster.Act(command, terminal, async (parsed, problems, cancellation) =>
        {
            if (parsed.GetValue(follow) && !source.IsLive(parsed))
            {
                problems.Add("files do not change: `--follow` needs `--live`");
                return ExitCodes.Usage;
            }

            var (json, time) = (parsed.GetValue(output) == "json", timeout.Read(parsed, problems));
            var read = async () => (await source.ReadAsync(parsed, withHistory: false, terminal, judge, problems, cancellation))?.Workload is { } workload ? RolloutStatus.Of(workload) : null;
            var status = await read();
            if (status is not null && parsed.GetValue(follow))
            {
                status = await FollowAsync(async _ => await read(), time, json, terminal, cancellation) ?? status;
            }

            if (status is null || problems.Count > 0)
            {
                return ExitCodes.Usage;
            }

            terminal.Out.Write(parsed.GetValue(output) == "json" ? CliJson.Write(status, CliJson.Default.RolloutStatus) : RolloutText.Of(status));
            return status.Done && status.Error is null ? ExitCodes.Clean : ExitCodes.Findings;
        });
        return command;
    }

    // A line for each change on the way; the end is told by what the command writes anyway.
    private static async Task<RolloutStatus?> FollowAsync(Func<CancellationToken, Task<RolloutStatus?>> read, TimeSpan timeout, bool quiet, Terminal terminal, CancellationToken cancellation)
    {
        var (last, away) = await Following.FollowAsync(
            read,
            IsEnd,
            (before, now) =>
            {
                if (!quiet && !IsEnd(now) && (before?.Message != now!.Message || before.State != now.State))
                {
                    terminal.Progress($"{now.State}: {now.Message}");
                }
            },
            terminal.Complain,
            timeout,
            cancellation);
        if (away || !IsEnd(last))
        {
            terminal.Complain(away ? "the time is up, and the API server does not answer: the status shown is the last one seen" : "the time is up, and the rollout is not done");
        }

        return last;
    }

    private static bool IsEnd(RolloutStatus? status) => status is null || status.Done || status.Error is not null;
}
