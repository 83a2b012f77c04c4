using System.CommandLine;
using PolyK8s.Cli.Output;
using PolyK8s.Engine;
using PolyK8s.Engine.Rollouts;

namespace PolyK8s.Cli.Commands;

/// <summary><c>poly-k8s rollout plan</c>.</summary>
internal static class RolloutPlanCommand
{
    private static readonly string[] Events = [.. Enum.GetNames<RolloutEvent>().Select(name => name.ToLowerInvariant())];

    /// <summary>The command.</summary>
    public static Command Create(Terminal terminal, Judge judge)
    {
        var source = new RolloutSource();
        var what = new Option<string?>("--event") { Description = "What is done to it; without it, how it goes on by itself", HelpName = string.Join('|', Events) };
        what.AcceptOnlyFromAmong(Events);
        var replicas = new Option<long?>("--replicas") { Description = "How many replicas a scale asks for", HelpName = "N" };
        var revision = new Option<long>("--to-revision") { Description = "The revision an undo goes back to; 0 for the one before", HelpName = "N" };
        var output = new Option<string>("--output", "-o") { Description = "text, mermaid or json", HelpName = "text|mermaid|json", DefaultValueFactory = _ => "text" };
        output.AcceptOnlyFromAmong("text", "mermaid", "json");
        var command = source.Command("plan", "Work out a rollout step by step on the proved machine. Exit code 0: it reaches its end, 1: not.", what, replicas, revision, output);
        KnownCluster.Act(command, terminal, async (parsed, problems, cancellation) =>
        {
            var @event = parsed.GetValue(what) is { } word ? Enum.Parse<RolloutEvent>(word, ignoreCase: true) : (RolloutEvent?)null;
            if (Mistake(@event, parsed.GetValue(replicas), parsed.GetValue(revision)) is { } mistake)
            {
                problems.Add(mistake);
            }

            if (await source.ReadAsync(parsed, @event == RolloutEvent.Undo, terminal, judge, problems, cancellation) is not { } found)
            {
                return ExitCodes.Usage;
            }

            var target = @event == RolloutEvent.Undo ? RolloutHistory.Of(found.Workload.Manifest, found.Keepers).TargetOf(parsed.GetValue(revision)) : RevisionTarget.Different;
            var plan = RolloutPlan.Of(found.Workload, @event, parsed.GetValue(replicas) ?? 0, target);
            terminal.Out.Write(parsed.GetValue(output) switch
            {
                "json" => CliJson.Write(plan, CliJson.Default.RolloutPlan),
                "mermaid" => plan.Mermaid(),
                _ => RolloutText.Of(plan),
            });
            return plan.Ends ? ExitCodes.Clean : ExitCodes.Findings;
        });
        return command;
    }

    private static string? Mistake(RolloutEvent? @event, long? replicas, long revision) =>
        @event == RolloutEvent.Scale && replicas is null ? "`--event scale` needs `--replicas N`"
        : @event != RolloutEvent.Scale && replicas is not null ? "`--replicas` goes with `--event scale`"
        : @event != RolloutEvent.Undo && revision != 0 ? "`--to-revision` goes with `--event undo`"
        : revision < 0 ? $"`--to-revision {revision}` is no revision; 0 stands for the one before"
        : null;
}
