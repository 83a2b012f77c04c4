using System.CommandLine;
using PolyK8s.Engine;

namespace PolyK8s.Cli.Commands;

/// <summary><c>poly-k8s rollout</c>.</summary>
internal static class RolloutCommand
{
    /// <summary>The command.</summary>
    public static Command Create(Terminal terminal, Judge judge) => new("rollout", "Show what a rollout is doing, what it did, and what it would do.")
    {
        RolloutStatusCommand.Create(terminal, judge),
        RolloutHistoryCommand.Create(terminal, judge),
        RolloutPlanCommand.Create(terminal, judge),
    };
}
