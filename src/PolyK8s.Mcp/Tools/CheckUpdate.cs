using System.Collections.Immutable;
using System.Text.Json;
using ModelContextProtocol.Protocol;
using PolyK8s.Engine;

namespace PolyK8s.Mcp.Tools;

/// <summary>Judges the update of one object to another: what the webhook would say to it.</summary>
/// <param name="source">The view and policies of this server.</param>
/// <param name="judge">The judge of this server.</param>
internal sealed class CheckUpdate(ISnapshotSource source, Judge judge) : ManifestTool(source, judge)
{
    private const string Input = """
        {
          "type": "object",
          "properties": {
            "old": { "type": "string", "minLength": 1, "description": "The objects as they are: YAML or JSON text" },
            "new": { "type": "string", "minLength": 1, "description": "The same objects as they are to be" },
            "subresource": { "type": "string", "enum": ["status", "scale", "resize", "ephemeralcontainers"], "description": "When a subresource is written" },
            "author": {
              "type": "object",
              "properties": { "name": { "type": "string", "minLength": 1 }, "groups": { "type": "array", "items": { "type": "string" } } },
              "required": ["name"],
              "additionalProperties": false
            },
            "state": { "type": "string", "description": "The cluster's other objects" },
            "namespace": { "type": "string" },
            "rules": { "type": "array", "items": { "type": "string" } },
            "kubernetesVersion": { "type": "string" }
          },
          "required": ["old", "new"],
          "additionalProperties": false
        }
        """;

    /// <inheritdoc />
    public override Tool Description { get; } = Describe(
        "check_update",
        "Check an update",
        "Judges the update of objects from `old` to `new` as the admission webhook would: immutable fields in the API server's words, what got worse (violations the old object had do not deny), defaults a policy would set. Use it before editing objects that exist; arguments and answer are those of validate_manifests.",
        Input,
        McpJson.Default.ValidateAnswer);

    /// <inheritdoc />
    protected override CallToolResult Answer(JsonElement arguments)
    {
        var asked = arguments.Deserialize(McpJson.Default.UpdateArguments)!;
        return Judged(new(asked.New, asked.Old, "update", asked.Subresource, asked.Author, asked.State, asked.Namespace, asked.Rules, null, asked.KubernetesVersion), "new");
    }
}

/// <summary>The arguments of <c>check_update</c>; null where left out.</summary>
internal sealed record UpdateArguments(
    string Old,
    string New,
    string? Subresource = null,
    AuthorArgument? Author = null,
    string? State = null,
    string? Namespace = null,
    ImmutableArray<string>? Rules = null,
    string? KubernetesVersion = null);
