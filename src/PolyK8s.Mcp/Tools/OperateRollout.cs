using System.Text.Json;
using ModelContextProtocol.Protocol;
using PolyK8s.Engine.Rollouts;
using PolyK8s.Engine.Writing;

namespace PolyK8s.Mcp.Tools;

/// <summary>Does to a rollout what kubectl does, if every rule allows it.</summary>
internal sealed class OperateRollout : WriteTool
{
    private readonly RolloutEvent _event;
    private readonly IGuardedWrites _writes;

    /// <summary>The tool of an event.</summary>
    public OperateRollout(RolloutEvent @event, IGuardedWrites writes)
    {
        (_event, _writes) = (@event, writes);
        var (name, what) = Words(@event);
        Description = Describe(
            name,
            what,
            $"WRITES TO THE CLUSTER: {what}, as `kubectl {(@event == RolloutEvent.Scale ? "" : "rollout ")}{@event.ToString().ToLowerInvariant()}` does and refuses, after every rule has judged it. What is denied is not sent. `plan_rollout` shows what would come of it.",
            Schema(@event),
            McpJson.Default.WriteAnswer,
            // A pause and a resume take nothing away; a restart, or going back to "the one before", is another thing each time.
            Writing(what, destroys: @event is not (RolloutEvent.Pause or RolloutEvent.Resume), idempotent: @event is not (RolloutEvent.Restart or RolloutEvent.Undo)));
    }

    /// <inheritdoc />
    public override Tool Description { get; }

    /// <inheritdoc />
    protected override async Task<(WriteReport? Report, string? Mistake)> WriteAsync(JsonElement arguments, Action<string> say, CancellationToken cancelled)
    {
        var asked = arguments.Deserialize(McpJson.Default.RolloutOperationArguments)!;
        var (options, mistake) = How(asked.DryRun, asked.ForceConflicts, asked.Wait, asked.TimeoutSeconds);
        mistake ??= asked.ToRevision is < 0 ? $"`toRevision` is `{asked.ToRevision}`; 0 stands for the one before" : null;
        var operation = new RolloutOperation(asked.Kind, asked.Namespace is { Length: > 0 } ns ? ns : "default", asked.Name, _event, asked.Replicas ?? 0, asked.ToRevision ?? 0);
        return mistake is not null ? (null, mistake) : (await _writes.OperateAsync(operation, options, say, cancelled), null);
    }

    private static (string Name, string What) Words(RolloutEvent @event) => @event switch
    {
        RolloutEvent.Restart => ("restart_rollout", "Make all Pods of a workload again"),
        RolloutEvent.Undo => ("undo_rollout", "Take a workload back to an earlier revision"),
        RolloutEvent.Scale => ("scale_workload", "Change the number of replicas of a workload"),
        RolloutEvent.Pause => ("pause_rollout", "Hold the rollouts of a Deployment"),
        _ => ("resume_rollout", "Let the rollouts of a Deployment go on"),
    };

    private static string Schema(RolloutEvent @event)
    {
        var (own, required) = @event switch
        {
            RolloutEvent.Scale => ("\"replicas\": { \"type\": \"integer\", \"description\": \"How many there are to be\" },", ", \"replicas\""),
            RolloutEvent.Undo => ("\"toRevision\": { \"type\": \"integer\", \"description\": \"The revision to go back to; default the one before\" },", ""),
            _ => ("", ""),
        };
        return $$"""
            {
              "type": "object",
              "properties": {
                "kind": { "type": "string", "enum": ["Deployment", "StatefulSet", "DaemonSet"], "description": "The kind of the workload" },
                "name": { "type": "string", "minLength": 1, "description": "Its name" },
                "namespace": { "type": "string", "description": "Its namespace; default `default`" },
                {{own}}
                {{Common}}
              },
              "required": ["kind", "name"{{required}}],
              "additionalProperties": false
            }
            """;
    }
}

/// <summary>The arguments of tools that do something to a rollout; null where left out.</summary>
/// <param name="Kind">The kind.</param>
/// <param name="Name">The name.</param>
/// <param name="Namespace">The namespace.</param>
/// <param name="Replicas">The replicas of a scale.</param>
/// <param name="ToRevision">The revision of an undo.</param>
/// <param name="DryRun">Whether nothing is stored.</param>
/// <param name="ForceConflicts">Whether fields of others are taken over.</param>
/// <param name="Wait">Whether it is followed.</param>
/// <param name="TimeoutSeconds">How long.</param>
internal sealed record RolloutOperationArguments(
    string Kind, string Name, string? Namespace = null, int? Replicas = null, int? ToRevision = null,
    bool? DryRun = null, bool? ForceConflicts = null, bool? Wait = null, int? TimeoutSeconds = null);
