using System.Collections.Immutable;
using PolyK8s.Engine.Manifests;
using PolyK8s.Engine.Networks.Reading;
using PolyK8s.Engine.Policy;
using PolyK8s.Engine.Selectors;
using PolyK8s.Engine.Validation;

namespace PolyK8s.Engine.Networks.Zones;

/// <summary>Reads a NetworkZone, or says what is wrong with it: a zone that does not parse is never silently ignored.</summary>
public static class NetworkZoneReader
{
    private const string Classes = "`Restricted`, `Mutable`, `Immutable` or `Hybrid`";

    /// <summary>The zone, and one line per mistake; a zone with mistakes must not be used.</summary>
    public static (NetworkZone Zone, ImmutableArray<PolicyFault> Faults) Read(Manifest manifest)
    {
        var faults = ImmutableArray.CreateBuilder<PolicyFault>();
        var spec = manifest.Root["spec"] ?? ManifestNode.Object();
        var word = spec.TextAt("class") ?? "";
        if (!Enum.TryParse<ZoneClass>(word, out var zoneClass) || !Enum.IsDefined(zoneClass) || char.IsAsciiDigit(word.FirstOrDefault()))
        {
            faults.Add(new(manifest, spec["class"] ?? spec, "spec.class", $"`{word}` is no class; use {Classes}"));
        }

        if (spec["namespaces"] is not { Kind: NodeKind.Object } namespaces)
        {
            faults.Add(new(manifest, spec, "spec.namespaces", "is missing; give a label selector, `{}` for all namespaces"));
            namespaces = ManifestNode.Object();
        }

        var ingress = Permits(manifest, spec, "allowIngress", "to", "from", faults);
        var egress = spec["allowEgress"] is { Kind: NodeKind.Array } ? Permits(manifest, spec, "allowEgress", "from", "to", faults) : (ImmutableArray<ZonePermit>?)null;
        var zone = new NetworkZone(manifest, zoneClass, LabelSelector.From(namespaces), ingress, egress);
        if (!zone.HasBorder && (!ingress.IsEmpty || egress is not null))
        {
            faults.Add(new(manifest, spec["allowIngress"] ?? spec["allowEgress"] ?? spec, $"spec.{(ingress.IsEmpty ? "allowEgress" : "allowIngress")}", $"has no meaning for the class `{word}`, whose border is open; use `Restricted` or `Hybrid`, or leave it out"));
        }

        faults.AddRange(Errors(manifest, spec));
        return (zone, faults.DrainToImmutable());
    }

    private static ImmutableArray<ZonePermit> Permits(Manifest manifest, ManifestNode spec, string list, string pods, string peers, ImmutableArray<PolicyFault>.Builder faults)
    {
        var permits = ImmutableArray.CreateBuilder<ZonePermit>();
        foreach (var (entry, i) in spec.ItemsAt(list).Select((entry, i) => (entry, i)))
        {
            var path = $"spec.{list}[{i}]";
            var others = entry.ItemsAt(peers);
            if (others.IsEmpty)
            {
                faults.Add(new(manifest, entry, $"{path}.{peers}", "names nobody; give peers with `namespaceSelector` or `ipBlock`"));
            }

            foreach (var (peer, j) in others.Select((peer, j) => (peer, j)).Where(p => p.peer["podSelector"] is not null && p.peer["namespaceSelector"] is null))
            {
                faults.Add(new(manifest, peer, $"{path}.{peers}[{j}]", "has a `podSelector` and no `namespaceSelector`; say which namespaces, `{}` for all"));
            }

            var ports = entry.ItemsAt("ports");
            permits.Add(new(
                NetworkPolicyReader.Selector(entry[pods]),
                new(TrafficAction.Accept, [.. others.Select(NetworkPolicyReader.Peer)], ports.IsEmpty ? null : [.. ports.Select(NetworkPolicyReader.Port)], path, entry)));
        }

        return permits.DrainToImmutable();
    }

    // Selectors, peers and ports are written as in a NetworkPolicy, and their mistakes are the API server's.
    private static IEnumerable<PolicyFault> Errors(Manifest manifest, ManifestNode spec)
    {
        var policy = ManifestNode.Object(
            ("metadata", ManifestNode.Object(("name", ManifestNode.Of("zone")), ("namespace", ManifestNode.Of("zone")))),
            ("spec", ManifestNode.Object(("podSelector", spec["namespaces"] ?? ManifestNode.Object()), ("ingress", Rules(spec, "allowIngress")), ("egress", Rules(spec, "allowEgress")))));
        var root = Field.Root(policy);
        Validation.Networking.NetworkPolicies.Check(root);
        return root.Errors.Select(e => new PolicyFault(
            manifest,
            e.At ?? spec,
            e.Path.Replace("spec.ingress", "spec.allowIngress", StringComparison.Ordinal).Replace("spec.egress", "spec.allowEgress", StringComparison.Ordinal).Replace("spec.podSelector", "spec.namespaces", StringComparison.Ordinal),
            e.Message));
    }

    private static ManifestNode? Rules(ManifestNode spec, string list) => spec[list] is { Kind: NodeKind.Array } rules ? rules : null;
}
