using System.Text.Json;
using ModelContextProtocol.Protocol;
using PolyK8s.Engine;

namespace PolyK8s.Mcp.Tools;

/// <summary>Judges manifests given as text. No path is ever accepted: what the model sends is all that is read.</summary>
/// <param name="source">The view and policies of this server.</param>
/// <param name="judge">The judge of this server.</param>
internal sealed class ValidateManifests(ISnapshotSource source, Judge judge) : ManifestTool(source, judge)
{
    private const string Input = """
        {
          "type": "object",
          "properties": {
            "manifests": { "type": "string", "minLength": 1, "description": "Kubernetes objects as YAML or JSON text (not a path), any number of documents" },
            "old": { "type": "string", "description": "The same objects before the change; makes it an update" },
            "operation": { "type": "string", "enum": ["create", "update", "delete"], "description": "Default: update where `old` has the object, else create" },
            "subresource": { "type": "string", "enum": ["status", "scale", "resize", "ephemeralcontainers", "approval", "finalize", "binding", "eviction", "token"], "description": "When a subresource is written, not the object" },
            "author": {
              "type": "object",
              "properties": {
                "name": { "type": "string", "minLength": 1, "description": "User, or system:serviceaccount:NAMESPACE:NAME" },
                "groups": { "type": "array", "items": { "type": "string" } }
              },
              "required": ["name"],
              "additionalProperties": false,
              "description": "Who applies them; privilege rules need it"
            },
            "state": { "type": "string", "description": "YAML or JSON of the cluster's other objects (roles, bindings, ...); default: what the server itself sees" },
            "namespace": { "type": "string", "description": "For objects that name none; default `default`" },
            "rules": { "type": "array", "items": { "type": "string" }, "description": "Only these rules: ids or `Module/*`" },
            "detail": { "type": "string", "enum": ["full", "summary"], "description": "summary: outcomes and counts without findings" },
            "kubernetesVersion": { "type": "string", "description": "The Kubernetes version to judge for, like `1.36`; default: the server's own choice" }
          },
          "required": ["manifests"],
          "additionalProperties": false
        }
        """;

    /// <inheritdoc />
    public override Tool Description { get; } = Describe(
        "validate_manifests",
        "Validate Kubernetes manifests",
        """
        Judges Kubernetes manifests by the same proved rules the admission webhook enforces, without touching a cluster. Call it before applying or proposing manifests, and again after mending them.
        Each finding has the rule, the field path, line and column, a witness to check and a `fix`. `notJudged` names rules that lacked input: give `author` or `state` to have them judged. A document that cannot be read has a `fault`. `omitted` says what was left out for length.
        """,
        Input,
        McpJson.Default.ValidateAnswer);

    /// <inheritdoc />
    protected override CallToolResult Answer(JsonElement arguments) => Judged(arguments.Deserialize(McpJson.Default.ValidateArguments)!, "manifests");
}
