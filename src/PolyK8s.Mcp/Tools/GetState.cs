using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Text.Json;
using ModelContextProtocol.Protocol;
using PolyK8s.Engine;
using PolyK8s.Engine.Lifecycles;
using PolyK8s.Engine.Lifecycles.Following;
using PolyK8s.Engine.Lifecycles.Workloads;
using PolyK8s.Engine.Manifests;

namespace PolyK8s.Mcp.Tools;

/// <summary>Says in which state objects are, and how those that this server follows came to it.</summary>
/// <param name="source">The view of this server.</param>
internal sealed class GetState(ISnapshotSource source) : RuleTool
{
    private const string Input = """
        {
          "type": "object",
          "properties": {
            "manifests": { "type": "string", "minLength": 1, "description": "Objects with their `status` as YAML or JSON text (not a path), as `kubectl get -o yaml` prints them; any number of documents" },
            "compat": { "type": "string", "enum": ["kstatus", "argo", "kubectl"], "description": "Say exactly what this tool says; default: the state by kind" }
          },
          "required": ["manifests"],
          "additionalProperties": false
        }
        """;

    /// <inheritdoc />
    public override Tool Description { get; } = Describe(
        "get_state",
        "State of Kubernetes objects",
        """
        Tells in which state objects are, from their own fields, by the proved table of their kind: Updating, Stalled, CrashLooping, Bound ... with the reason, a message, and the states that may follow (`next`). `seen` are the steps that a server which watches a cluster saw an object of that `uid` take. Custom resources are told by their conditions.
        With `compat` the words of kstatus (Flux, kpt), of Argo CD's health, or of `kubectl rollout status`, which disagree on purpose.
        """,
        Input,
        McpJson.Default.StateList);

    /// <inheritdoc />
    protected override CallToolResult Answer(JsonElement arguments)
    {
        var asked = arguments.Deserialize(McpJson.Default.StateArguments)!;
        var set = ManifestReader.Read(Encoding.UTF8.GetBytes(asked.Manifests), "manifests");
        if (set.Faults is [var fault, ..])
        {
            return Refusal($"`manifests` cannot be read: {fault.Sentence}");
        }

        if (set.Manifests.Length is 0 or > ValidateQuestion.MostObjects)
        {
            return Refusal(string.Create(CultureInfo.InvariantCulture, $"`manifests` holds {set.Manifests.Length} objects; 1 to {ValidateQuestion.MostObjects} are accepted"));
        }

        var now = TimeProvider.System.GetUtcNow();
        var answer = new StateList([.. set.Manifests.Select(m => Of(m, asked.Compat, now))]);
        return Answered(answer, McpJson.Default.StateList, string.Join('\n', answer.States.Select(Line)));
    }

    private ToldState Of(Manifest manifest, string? compat, DateTimeOffset now)
    {
        if (compat == "kubectl")
        {
            var said = KubectlStatus.Of(manifest);
            return new(manifest.Reference, said.Error is not null ? "error" : said.Done ? "done" : "waiting", "", said.Error ?? said.Message, [], [], []);
        }

        var view = compat switch { "kstatus" => StateView.Kstatus, "argo" => StateView.Argo, _ => StateView.Own };
        var state = ObjectStates.Of(manifest, now, view);
        var kind = new GroupKind(manifest.Group, manifest.Kind);
        return view == StateView.Own
            ? new(manifest.Reference, state.State, state.Reason, state.Message, state.Conditions, [.. ObjectStates.Next(kind, state.State)], Seen(manifest, kind))
            : new(manifest.Reference, state.State, state.Reason, state.Message, state.Conditions, [], []);
    }

    // An object made anew under the same name is another.
    private ImmutableArray<StateStep> Seen(Manifest manifest, GroupKind kind)
    {
        var tracked = source.Current.States.Find(kind, manifest.Namespace, manifest.Name);
        return tracked is { Uid.Length: > 0 } && tracked.Uid == manifest.Root.TextAt("metadata", "uid") ? tracked.Steps : [];
    }

    private static string Line(ToldState told) =>
        PlainText.Line($"`{told.Object}`: {told.State}{(told.Reason.Length > 0 ? $" ({told.Reason})" : "")}{(told.Message.Length > 0 ? $": {told.Message}" : "")}");
}

/// <summary>The arguments of <c>get_state</c>.</summary>
/// <param name="Manifests">The objects: YAML or JSON.</param>
/// <param name="Compat">In whose words; null for our own.</param>
internal sealed record StateArguments(string Manifests, string? Compat = null);

/// <summary>The states of objects, in the order in which they were given.</summary>
/// <param name="States">The states.</param>
internal sealed record StateList(ImmutableArray<ToldState> States);

/// <summary>The state of one object.</summary>
/// <param name="Object">The object.</param>
/// <param name="State">The state; where kubectl is asked for: done, waiting or error.</param>
/// <param name="Reason">Why, in one word; may be empty.</param>
/// <param name="Message">Why, for people; may be empty.</param>
/// <param name="Conditions">The conditions it rests on.</param>
/// <param name="Next">The states that may follow; empty for a final state and in the words of other tools.</param>
/// <param name="Seen">The latest steps the server saw it take, the oldest first; empty where it follows no such object and in the words of other tools.</param>
internal sealed record ToldState(
    ObjectReference Object, string State, string Reason, string Message, ImmutableArray<ObjectCondition> Conditions, ImmutableArray<string> Next, ImmutableArray<StateStep> Seen);
