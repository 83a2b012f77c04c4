using PolyK8s.Engine.Manifests;
using PolyK8s.Engine.Selectors;

namespace PolyK8s.Engine.Workloads;

/// <summary>Which nodes Pods ask for: by the labels of <c>nodeSelector</c> and by required node affinity, both of which must hold.</summary>
/// <remarks>Mirrors <c>GetRequiredNodeAffinity</c> of k8s.io/component-helpers. Taints, room and volumes are the scheduler's business.</remarks>
internal static class RequiredNodeAffinity
{
    private static readonly string[] Required = ["affinity", "nodeAffinity", "requiredDuringSchedulingIgnoredDuringExecution"];

    /// <summary>Whether the Pods ask for certain nodes at all.</summary>
    public static bool Asks(ManifestNode spec) => spec["nodeSelector"] is { Members.Length: > 0 } || spec.At(Required) is not null;

    /// <summary>Whether the Pods may be placed on the node.</summary>
    public static bool Takes(ManifestNode spec, Manifest node) =>
        (spec["nodeSelector"]?.Members ?? []).All(m => node.Root.TextAt("metadata", "labels", m.Name) == m.Value.Text)
        && (spec.At(Required) is not { } terms || NodeSelectorTerms.Take(terms, node));
}
