using System.Collections.Immutable;
using PolyK8s.Engine.Manifests;

namespace PolyK8s.Engine.Workloads;

/// <summary>The Pods an object makes: a Pod itself, or the template of a workload.</summary>
/// <param name="Spec">The pod spec.</param>
/// <param name="Path">The field path of <paramref name="Spec"/> in the object.</param>
/// <param name="Metadata">The metadata the Pod gets; null when the template has none.</param>
public sealed record PodTemplate(ManifestNode Spec, string Path, ManifestNode? Metadata)
{
    /// <summary>The kinds that make Pods, and the members that lead to the template.</summary>
    public static readonly ImmutableArray<(GroupKind Kind, ImmutableArray<string> Template)> Makers =
    [
        (new("", "Pod"), []),
        (new("", "PodTemplate"), ["template"]),
        (new("", "ReplicationController"), ["spec", "template"]),
        (new("apps", "DaemonSet"), ["spec", "template"]),
        (new("apps", "Deployment"), ["spec", "template"]),
        (new("apps", "ReplicaSet"), ["spec", "template"]),
        (new("apps", "StatefulSet"), ["spec", "template"]),
        (new("batch", "CronJob"), ["spec", "jobTemplate", "spec", "template"]),
        (new("batch", "Job"), ["spec", "template"]),
    ];

    // With the field path of the pod spec, which no object changes.
    private static readonly ImmutableArray<(string Group, string Kind, string[] Template, string Path)> Read =
        [.. Makers.Select(m => (m.Kind.Group, m.Kind.Kind, m.Template.ToArray(), string.Concat(m.Template.Select(name => name + ".")) + "spec"))];

    /// <summary>The service account the Pods run as; <c>default</c> when none is named.</summary>
    /// <remarks>The deprecated <c>serviceAccount</c> counts when <c>serviceAccountName</c> is absent, as in the API's conversion.</remarks>
    public string ServiceAccount =>
        (Spec.TextAt("serviceAccountName") ?? "") is { Length: > 0 } name ? name
        : (Spec.TextAt("serviceAccount") ?? "") is { Length: > 0 } old ? old
        : "default";

    /// <summary>The template of an object that makes Pods; null for other objects and for one without a pod spec.</summary>
    public static PodTemplate? Of(Manifest manifest)
    {
        foreach (var (group, kind, names, path) in Read)
        {
            if (kind == manifest.Kind && group == manifest.Group)
            {
                var template = manifest.Root.At(names);
                return template?["spec"] is { } spec ? new(spec, path, template["metadata"]) : null;
            }
        }

        return null;
    }
}
