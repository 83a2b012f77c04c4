using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using ModelContextProtocol.Protocol;
using PolyK8s.Engine;
using PolyK8s.Engine.Lifecycles.Following;
using PolyK8s.Engine.Manifests;
using PolyK8s.Engine.Rollouts;

namespace PolyK8s.Mcp.Tools;

/// <summary>Shows the status, the revisions and the plan of a rollout. Everything is read from the question or the server's own view.</summary>
/// <param name="source">The view of this server.</param>
internal sealed class PlanRollout(ISnapshotSource source) : RuleTool
{
    private const string Input = """
        {
          "type": "object",
          "properties": {
            "kind": { "type": "string", "enum": ["Deployment", "StatefulSet", "DaemonSet"], "description": "The kind of the workload" },
            "name": { "type": "string", "minLength": 1, "description": "Its name" },
            "namespace": { "type": "string", "description": "Its namespace; default `default`" },
            "state": { "type": "string", "description": "YAML or JSON with the workload (spec and status) and its ReplicaSets or ControllerRevisions; default: what the server itself sees" },
            "event": { "type": "string", "enum": ["restart", "undo", "scale", "pause", "resume", "edit"], "description": "What is done to it; default: nothing, how it goes on by itself" },
            "replicas": { "type": "integer", "description": "How many replicas a scale asks for" },
            "toRevision": { "type": "integer", "description": "The revision an undo goes back to; default the one before" }
          },
          "required": ["kind", "name"],
          "additionalProperties": false
        }
        """;

    /// <inheritdoc />
    public override Tool Description { get; } = Describe(
        "plan_rollout",
        "Plan a rollout",
        """
        Says what a Deployment, StatefulSet or DaemonSet is doing, which revisions are kept, and step by step what an event (restart, undo, scale, pause, resume, edit) would do, on the proved model of its controller: Pods old and new, ready and not, never more than, never fewer available than. Changes nothing. `seen` are the states a server that watches a cluster saw it pass through. The text holds the plan as a Mermaid state diagram.
        """,
        Input,
        McpJson.Default.RolloutAnswer);

    /// <inheritdoc />
    protected override CallToolResult Answer(JsonElement arguments)
    {
        var asked = arguments.Deserialize(McpJson.Default.PlanArguments)!;
        var ns = asked.Namespace is { Length: > 0 } named ? named : "default";
        var state = asked.State is null ? null : ManifestReader.Read(Encoding.UTF8.GetBytes(asked.State), "state");
        if (state?.Faults is [var fault, ..])
        {
            return Refusal($"`state` cannot be relied on: {fault.Sentence}");
        }

        var view = state is null ? source.Current.View : ClusterView.Of(state.Manifests.Select(m => m.InNamespace(ns)));
        if (view.Of("apps", asked.Kind).Find(ns, asked.Name) is not { } manifest)
        {
            return Refusal($"there is no {asked.Kind} `{asked.Name}` in namespace `{ns}` of {(state is null ? "what the server sees; give it as `state`" : "`state`")}");
        }

        var (workload, problem) = RolloutWorkload.Read(manifest);
        return workload is null ? Refusal($"{manifest.Reference}: {problem}")
            : asked.Event == "scale" && asked.Replicas is null ? Refusal("`replicas` is missing: a scale asks for a number")
            : Answered(workload, asked, view, state is null ? source.Current.States.Find(new("apps", asked.Kind), ns, asked.Name)?.Steps ?? [] : []);
    }

    private static CallToolResult Answered(RolloutWorkload workload, PlanArguments asked, ClusterView view, ImmutableArray<StateStep> seen)
    {
        var keepers = RolloutHistory.Keepers(view, workload.Manifest.Kind);
        var history = RolloutHistory.Of(workload.Manifest, keepers);
        var target = history.TargetOf(asked.ToRevision ?? 0);
        var @event = asked.Event is { } word ? Enum.Parse<RolloutEvent>(word, ignoreCase: true) : (RolloutEvent?)null;
        var answer = new RolloutAnswer(RolloutStatus.Of(workload), history, RolloutPlan.Of(workload, @event, asked.Replicas ?? 0, target), seen);
        var outcome = answer.Plan.Refused is { } refused ? $"refused: {refused}" : $"{(answer.Plan.Ends ? "reaches its end" : "does not reach its end")} in {answer.Plan.Steps.Length} moments";
        return Answered(answer, McpJson.Default.RolloutAnswer, $"{PlainText.Line($"{answer.Status.State}: {answer.Status.Error ?? answer.Status.Message}; {outcome}")}\n{answer.Plan.Mermaid()}");
    }
}

/// <summary>The arguments of <c>plan_rollout</c>; null where left out.</summary>
/// <param name="Kind">The kind.</param>
/// <param name="Name">The name.</param>
/// <param name="Namespace">The namespace.</param>
/// <param name="State">The objects.</param>
/// <param name="Event">What is done.</param>
/// <param name="Replicas">The replicas of a scale.</param>
/// <param name="ToRevision">The revision of an undo.</param>
internal sealed record PlanArguments(
    string Kind, string Name, string? Namespace = null, string? State = null, string? Event = null, long? Replicas = null, long? ToRevision = null);

/// <summary>The answer of <c>plan_rollout</c>.</summary>
/// <param name="Status">What the rollout is doing.</param>
/// <param name="History">The revisions that are kept.</param>
/// <param name="Plan">What becomes of it.</param>
/// <param name="Seen">The latest steps the server saw it take, the oldest first.</param>
internal sealed record RolloutAnswer(RolloutStatus Status, RolloutHistory History, RolloutPlan Plan, ImmutableArray<StateStep> Seen);
