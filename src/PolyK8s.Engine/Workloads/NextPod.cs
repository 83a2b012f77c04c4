using System.Collections.Immutable;
using PolyK8s.Engine.Manifests;
using PolyK8s.Engine.References;
using PolyK8s.Engine.Selectors;

namespace PolyK8s.Engine.Workloads;

/// <summary>What keeps the next Pod of a rollout from being beside those that are there: one reading for every rule that asks.</summary>
internal static class NextPod
{
    private const string HostName = "kubernetes.io/hostname";

    private static readonly GroupKind Claim = new("", "PersistentVolumeClaim");

    /// <summary>The claims among what a workload refers to that one node or one Pod alone may use, each with its first access mode.</summary>
    public static IEnumerable<(Reference Reference, string Mode)> ExclusiveClaims(ImmutableArray<Reference> references, ClusterView world)
    {
        foreach (var reference in references.Where(r => r.Target.Kind == Claim))
        {
            var modes = world.Of(Claim).Find(reference.Target.Name.Namespace, reference.Target.Name.Name)?.Root.At("spec")?.TextsAt("accessModes") ?? [];
            if (modes.Length > 0 && modes.All(m => m is "ReadWriteOnce" or "ReadWriteOncePod"))
            {
                yield return (reference, modes[0]);
            }
        }
    }

    /// <summary>What lets one Pod on a node and no more; null when nothing does.</summary>
    public static string? Apart(PodTemplate template)
    {
        var ports = template.Spec.ItemsAt("containers").SelectMany(c => c.ItemsAt("ports")).ToArray();
        if (ports.Any(p => RollingUpdate.Count(p["hostPort"], 0) > 0))
        {
            return "`hostPort`";
        }

        if (ports.Length > 0 && template.Spec["hostNetwork"] is { Kind: NodeKind.Boolean, Text: "true" })
        {
            return "`hostNetwork`";
        }

        var labels = template.Metadata?["labels"];
        return template.Spec.ItemsAt("affinity", "podAntiAffinity", "requiredDuringSchedulingIgnoredDuringExecution")
            .Any(t => t.TextAt("topologyKey") == HostName && t["labelSelector"] is { } selector && LabelSelector.From(selector).Matches(labels))
            ? "required anti-affinity"
            : null;
    }

    /// <summary>The nodes its selector and its affinity take and that are not cordoned; null where no node is known.</summary>
    public static int? Nodes(PodTemplate template, ClusterView world) =>
        world.Of("", "Node") is { Count: > 0 } nodes ? nodes.All.Count(node => Takes(template, node)) : null;

    private static bool Takes(PodTemplate template, Manifest node) =>
        node.Root.At("spec", "unschedulable") is not { Kind: NodeKind.Boolean, Text: "true" }
        && RequiredNodeAffinity.Takes(template.Spec, node);
}
