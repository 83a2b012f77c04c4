using System.Text.Json;
using ModelContextProtocol.Protocol;
using PolyK8s.Engine;
using PolyK8s.Engine.Checking;
using PolyK8s.Mcp.Answers;

namespace PolyK8s.Mcp.Tools;

/// <summary>Shows what the mutating webhook would add to manifests.</summary>
/// <param name="source">The view and policies of this server.</param>
/// <param name="judge">The judge of this server.</param>
internal sealed class PreviewMutation(ISnapshotSource source, Judge judge) : ManifestTool(source, judge)
{
    private const string Input = """
        {
          "type": "object",
          "properties": {
            "manifests": { "type": "string", "minLength": 1, "description": "Kubernetes objects as YAML or JSON text" },
            "old": { "type": "string", "description": "The same objects before the change; makes it an update" },
            "state": { "type": "string", "description": "The cluster's other objects; a SchemaConstraint among them is tried out" },
            "namespace": { "type": "string" },
            "kubernetesVersion": { "type": "string" }
          },
          "required": ["manifests"],
          "additionalProperties": false
        }
        """;

    /// <inheritdoc />
    public override Tool Description { get; } = Describe(
        "preview_mutation",
        "Preview defaults",
        "Shows what the defaults of SchemaConstraints would add to manifests when they are applied: a JSON Patch and a unified diff for each object, never overwriting what the manifest says. `notes` say which defaults are left out and why.",
        Input,
        McpJson.Default.PreviewAnswer);

    /// <inheritdoc />
    protected override CallToolResult Answer(JsonElement arguments)
    {
        var asked = arguments.Deserialize(McpJson.Default.PreviewArguments)!;
        var question = ValidateQuestion.Of(new(asked.Manifests, asked.Old, null, null, null, asked.State, asked.Namespace, null, null, null), "manifests");
        var (snapshot, wrongVersion) = Known(question.State, asked.KubernetesVersion);
        if ((question.Refusal ?? wrongVersion) is { } refusal)
        {
            return Refusal(refusal);
        }

        var faults = question.Request.New.Faults.Select(fault => $"unreadable: {fault.Sentence}")
            .Concat(question.Request.New.Manifests.SelectMany(m => m.Repeated, (m, key) => $"refused: {m.File}:{key.Place}: {key.Problem}"));
        var answer = PreviewAnswer.Of(Check.WithDefaults(question.Request, snapshot), faults.Concat(Notes(snapshot)));
        return Answered(answer, McpJson.Default.PreviewAnswer, answer.Text);
    }
}

/// <summary>The arguments of <c>preview_mutation</c>; null where left out.</summary>
internal sealed record PreviewArguments(string Manifests, string? Old = null, string? State = null, string? Namespace = null, string? KubernetesVersion = null);
