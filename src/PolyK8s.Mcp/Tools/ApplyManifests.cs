using System.Globalization;
using System.Text;
using System.Text.Json;
using ModelContextProtocol.Protocol;
using PolyK8s.Engine.Manifests;
using PolyK8s.Engine.Writing;

namespace PolyK8s.Mcp.Tools;

/// <summary>Applies manifests to the cluster, if every rule allows it.</summary>
/// <param name="writes">The cluster.</param>
internal sealed class ApplyManifests(IGuardedWrites writes) : WriteTool
{
    // Each is asked of the server three times; what is larger belongs into a pipeline, not into a conversation.
    private const int MostObjects = 100;

    private const string Input = $$"""
        {
          "type": "object",
          "properties": {
            "manifests": { "type": "string", "minLength": 1, "description": "Kubernetes objects as YAML or JSON text (not a path), any number of documents" },
            "namespace": { "type": "string", "description": "For objects that name none; default `default`" },
            {{Common}}
          },
          "required": ["manifests"],
          "additionalProperties": false
        }
        """;

    /// <inheritdoc />
    public override Tool Description { get; } = Describe(
        "apply_manifests",
        "Apply Kubernetes manifests",
        """
        WRITES TO THE CLUSTER: applies manifests server-side (field manager poly-k8s), after every rule has judged what would come of them. If one object is denied, none is sent; the findings say how to mend it. Fields that others own are conflicts, which `forceConflicts` overrides.
        """,
        Input,
        McpJson.Default.WriteAnswer,
        Writing("Apply Kubernetes manifests", destroys: true, idempotent: true));

    /// <inheritdoc />
    protected override async Task<(WriteReport? Report, string? Mistake)> WriteAsync(JsonElement arguments, Action<string> say, CancellationToken cancelled)
    {
        var asked = arguments.Deserialize(McpJson.Default.ApplyArguments)!;
        var (options, mistake) = How(asked.DryRun, asked.ForceConflicts, asked.Wait, asked.TimeoutSeconds);
        var set = ManifestReader.Read(Encoding.UTF8.GetBytes(asked.Manifests), "manifests");
        mistake ??= set.Faults is [var fault, ..] ? $"`manifests` cannot be read: {fault.Sentence}"
            : set.Manifests.Length is 0 or > MostObjects ? string.Create(CultureInfo.InvariantCulture, $"`manifests` holds {set.Manifests.Length} objects; 1 to {MostObjects} are accepted")
            : null;
        return mistake is not null ? (null, mistake)
            : (await writes.ApplyAsync(set.Manifests, asked.Namespace is { Length: > 0 } ns ? ns : "default", options, say, cancelled), null);
    }
}

/// <summary>The arguments of <c>apply_manifests</c>; null where left out.</summary>
/// <param name="Manifests">The objects.</param>
/// <param name="Namespace">The namespace of those that name none.</param>
/// <param name="DryRun">Whether nothing is stored.</param>
/// <param name="ForceConflicts">Whether fields of others are taken over.</param>
/// <param name="Wait">Whether the objects are followed.</param>
/// <param name="TimeoutSeconds">How long.</param>
internal sealed record ApplyArguments(string Manifests, string? Namespace = null, bool? DryRun = null, bool? ForceConflicts = null, bool? Wait = null, int? TimeoutSeconds = null);
