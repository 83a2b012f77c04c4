using System.Collections.Immutable;
using PolyK8s.Engine.Manifests;
using PolyK8s.Engine.Workloads;
using static PolyK8s.Engine.Networks.Reading.NetworkPolicyReader;

namespace PolyK8s.Engine.Networks.Reading;

/// <summary>Reads what the network knows of a pod, or of the pods a workload makes.</summary>
internal static class PodReader
{
    /// <summary>The kinds that put pods on the network.</summary>
    public static readonly ImmutableArray<GroupKind> Kinds = [.. PodTemplate.Makers.Select(maker => maker.Kind).Where(kind => kind.Kind != "PodTemplate")];

    /// <summary>The pod; null for a pod that has ended, and for an object without a pod spec.</summary>
    public static NetworkPod? Read(Manifest manifest)
    {
        if (PodTemplate.Of(manifest) is not { } template || (manifest.Kind == "Pod" && manifest.Root.TextAt("status", "phase") is "Succeeded" or "Failed"))
        {
            return null;
        }

        var status = manifest.Kind == "Pod" ? manifest.Root["status"] : null;
        return new()
        {
            Kind = manifest.Kind,
            Namespace = manifest.Namespace,
            Name = manifest.Name,
            Labels = Labels(template.Metadata?["labels"]),
            OnHost = template.Spec["hostNetwork"] is { Text: "true" },
            Addresses = Addresses(status),
            Node = template.Spec.TextAt("nodeName") is { Length: > 0 } node ? node : null,
            Ports = [.. Containers(template.Spec).SelectMany(c => c.ItemsAt("ports")).Select(Port).OfType<PodPort>()],
            Maker = manifest.Root.ItemsAt("metadata", "ownerReferences").FirstOrDefault(o => o["controller"] is { Text: "true" }) is { } owner
                ? (owner.TextAt("kind") ?? "", owner.TextAt("name") ?? "")
                : null,
        };
    }

    /// <summary>Labels, ordered by key.</summary>
    public static ImmutableArray<KeyValuePair<string, string>> Labels(ManifestNode? labels) =>
        [.. (labels?.Members ?? []).Select(m => KeyValuePair.Create(m.Name, m.Value.Text)).OrderBy(l => l.Key, StringComparer.Ordinal)];

    // Sidecars, init containers that restart, run beside the others; a name that both declare is that of the others.
    private static IEnumerable<ManifestNode> Containers(ManifestNode spec) =>
        spec.ItemsAt("containers").Concat(spec.ItemsAt("initContainers").Where(c => c.TextAt("restartPolicy") == "Always"));

    private static PodPort? Port(ManifestNode port) =>
        FlowProtocols.Of(port.TextAt("protocol") ?? "TCP") is { } protocol && port["containerPort"] is { } number
            ? new(port.TextAt("name") ?? "", protocol, Number(number))
            : null;

    private static ImmutableArray<NetworkAddress> Addresses(ManifestNode? status) =>
        [.. (status?.ItemsAt("podIPs") ?? []).Select(ip => ip.TextAt("ip")).Append(status?.TextAt("podIP"))
            .Where(ip => ip is not null).Select(ip => NetworkAddress.Parse(ip!)).OfType<NetworkAddress>().Distinct()];
}
