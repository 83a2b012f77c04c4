using System.Collections.Immutable;
using System.Text;
using PolyK8s.Engine.Manifests;

namespace PolyK8s.Engine.Lifecycles;

/// <summary>The conditions of an object.</summary>
internal static class ObjectConditions
{
    // autoscaling/v1 has no field for them.
    private const string Annotation = "autoscaling.alpha.kubernetes.io/conditions";

    /// <summary>The conditions, in order; members of another type than text count as empty.</summary>
    public static ImmutableArray<ObjectCondition> Of(Manifest manifest) =>
        manifest.Kind == "HorizontalPodAutoscaler" && manifest.ApiVersion == "autoscaling/v1"
            ? [.. (Annotated(manifest)?.Items ?? []).Select(Of)]
            : [.. manifest.Root.ItemsAt("status", "conditions").Select(Of)];

    /// <summary>The conditions that an autoscaler of v1 has in an annotation; null when there is none, or it cannot be read.</summary>
    public static ManifestNode? Annotated(Manifest manifest) =>
        manifest.Root.TextAt("metadata", "annotations", Annotation) is { } text && ManifestJson.TryParse(Encoding.UTF8.GetBytes(text), out var node, out _) ? node : null;

    private static ObjectCondition Of(ManifestNode node) =>
        new(node.TextAt("type") ?? "", node.TextAt("status") ?? "", node.TextAt("reason") ?? "", node.TextAt("message") ?? "");
}
