using System.CommandLine;
using PolyK8s.Engine.Rollouts;
using PolyK8s.Engine.Writing;

namespace PolyK8s.Cli.Commands;

/// <summary>What kubectl does to a rollout: <c>scale</c>, <c>rollout restart</c>, <c>undo</c>, <c>pause</c>, <c>resume</c>.</summary>
internal static class RolloutOperationCommand
{
    /// <summary>The command of an event.</summary>
    public static Command Create(RolloutEvent @event, string description, Terminal terminal)
    {
        var word = new Argument<string>("KIND/NAME") { Description = "deployment/NAME, statefulset/NAME or daemonset/NAME" };
        var replicas = new Option<long>("--replicas") { Description = "How many replicas there are to be", HelpName = "N", Required = true };
        var revision = new Option<long>("--to-revision") { Description = "The revision to go back to; 0 for the one before", HelpName = "N" };
        Option[] own = @event switch { RolloutEvent.Scale => [replicas], RolloutEvent.Undo => [revision], _ => [] };
        return WriteCommand.Create(
            @event.ToString().ToLowerInvariant(), description, own, terminal, (parsed, ns, problems) =>
            {
                var name = RolloutName.Parse(parsed.GetRequiredValue(word), problems);
                var to = @event == RolloutEvent.Undo ? parsed.GetValue(revision) : 0;
                if (to < 0)
                {
                    problems.Add($"`--to-revision {to}` is no revision; 0 stands for the one before");
                }

                var operation = name is null ? null : new RolloutOperation(name.Kind, ns, name.Name, @event, @event == RolloutEvent.Scale ? parsed.GetValue(replicas) : 0, to);
                return operation is null ? null : (writes, how, say, cancelled) => writes.OperateAsync(operation, how, say, cancelled);
            },
            word);
    }
}
