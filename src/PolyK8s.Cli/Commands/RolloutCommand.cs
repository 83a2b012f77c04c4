using System.CommandLine;
using PolyK8s.Engine;
using PolyK8s.Engine.Rollouts;

namespace PolyK8s.Cli.Commands;

/// <summary><c>poly-k8s rollout</c>.</summary>
internal static class RolloutCommand
{
    /// <summary>The command.</summary>
    public static Command Create(Terminal terminal, Judge judge) => new("rollout", "Show what a rollout is doing, what it did and what it would do; and do it, if every rule allows it.")
    {
        RolloutStatusCommand.Create(terminal, judge),
        RolloutHistoryCommand.Create(terminal, judge),
        RolloutPlanCommand.Create(terminal, judge),
        RolloutOperationCommand.Create(RolloutEvent.Restart, "Make all Pods again", terminal),
        RolloutOperationCommand.Create(RolloutEvent.Undo, "Go back to an earlier revision", terminal),
        RolloutOperationCommand.Create(RolloutEvent.Pause, "Hold rollouts", terminal),
        RolloutOperationCommand.Create(RolloutEvent.Resume, "Let rollouts go on", terminal),
    };
}
