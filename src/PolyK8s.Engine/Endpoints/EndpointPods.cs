using System.Collections.Immutable;
using System.Globalization;
using PolyK8s.Engine.Manifests;
using PolyK8s.Engine.Workloads;

namespace PolyK8s.Engine.Endpoints;

/// <summary>Reads what a Service sees of Pods: of one that runs its status, of a manifest or a workload the Pod it will be.</summary>
public static class EndpointPods
{
    /// <summary>The Pod of an object that makes Pods.</summary>
    public static EndpointPod Of(Manifest maker)
    {
        var template = PodTemplate.Of(maker);
        var status = maker is { Kind: "Pod", Group: "" } ? maker.Root["status"] : null;
        return new(
            maker.Namespace,
            Labels(template?.Metadata?["labels"]),
            status?.TextAt("phase") is "Succeeded" or "Failed",
            status?["phase"] is null || status.TextAt("podIP") is { Length: > 0 },
            status?["phase"] is null || status.ItemsAt("conditions").Any(c => c.TextAt("type") == "Ready" && c.TextAt("status") == "True"),
            maker is { Kind: "Pod" } && maker.Root.At("metadata", "deletionTimestamp") is { Kind: NodeKind.String },
            template is null ? [] : [.. Ports(template.Spec)]);
    }

    /// <summary>The labels of an object of strings.</summary>
    public static ImmutableArray<KeyValuePair<string, string>> Labels(ManifestNode? labels) => [.. (labels?.Members ?? []).Select(m => KeyValuePair.Create(m.Name, m.Value.Text))];

    // Regular containers first, then those init containers that keep running.
    private static IEnumerable<ContainerPort> Ports(ManifestNode spec) =>
        spec.ItemsAt("containers").Concat(spec.ItemsAt("initContainers").Where(c => c.TextAt("restartPolicy") == "Always"))
            .SelectMany(c => c.ItemsAt("ports"))
            .Select(p => new ContainerPort(p.TextAt("name") ?? "", p.TextAt("protocol") ?? "TCP", Number(p["containerPort"])));

    /// <summary>A port number; 0 for none.</summary>
    internal static int Number(ManifestNode? node) => node is { Kind: NodeKind.Integer } && int.TryParse(node.Text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : 0;
}
