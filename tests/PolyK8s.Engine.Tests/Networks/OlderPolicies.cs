using System.Globalization;
using PolyK8s.Engine.Manifests;

namespace PolyK8s.Engine.Tests.Networks;

/// <summary>ClusterNetworkPolicies written as AdminNetworkPolicy and BaselineAdminNetworkPolicy of v1alpha1.</summary>
internal static class OlderPolicies
{
    /// <summary>A cluster with its cluster-wide policies in the older form, and the same cluster in the newer one.</summary>
    /// <remarks>There is one baseline policy at most, and it cannot pass.</remarks>
    public static (Manifest[] Older, Manifest[] Same) Of(Manifest[] objects)
    {
        var baseline = objects.FirstOrDefault(o => IsWide(o) && o.Root.TextAt("spec", "tier") == "Baseline" && !Passes(o));
        Manifest[] same = [.. objects.Where(o => !IsWide(o) || o.Root.TextAt("spec", "tier") == "Admin" || ReferenceEquals(o, baseline))];
        return ([.. same.Select(o => IsWide(o) ? Older(o) : o)], same);
    }

    private static bool IsWide(Manifest manifest) => manifest.Kind == "ClusterNetworkPolicy";

    private static bool Passes(Manifest policy) => new[] { "ingress", "egress" }.SelectMany(d => policy.Root.ItemsAt("spec", d)).Any(rule => rule.TextAt("action") == "Pass");

    private static Manifest Older(Manifest policy)
    {
        var (spec, isBaseline) = (policy.Root["spec"]!, policy.Root.TextAt("spec", "tier") == "Baseline");
        return new(ManifestNode.Object(
            ("apiVersion", ManifestNode.Of("policy.networking.k8s.io/v1alpha1")),
            ("kind", ManifestNode.Of(isBaseline ? "BaselineAdminNetworkPolicy" : "AdminNetworkPolicy")),
            ("metadata", ManifestNode.Object(("name", ManifestNode.Of(isBaseline ? "default" : policy.Name)))),
            ("spec", ManifestNode.Object(
                ("priority", isBaseline ? null : spec["priority"]),
                ("subject", spec["subject"]),
                ("ingress", ManifestNode.Array([.. spec.ItemsAt("ingress").Select(Rule)])),
                ("egress", ManifestNode.Array([.. spec.ItemsAt("egress").Select(Rule)]))))));
    }

    private static ManifestNode Rule(ManifestNode rule) => ManifestNode.Object([.. rule.Members.Select(m => m.Name switch
    {
        "action" => m with { Value = ManifestNode.Of(m.Value.Text == "Accept" ? "Allow" : m.Value.Text) },
        "protocols" => new ManifestMember("ports", ManifestNode.Array([.. m.Value.Items.Select(Port)])),
        _ => m,
    })]);

    private static ManifestNode Port(ManifestNode protocol)
    {
        var (key, value) = (protocol.Members[0].Name, protocol.Members[0].Value);
        var word = ("protocol", ManifestNode.Of(key.ToUpper(CultureInfo.InvariantCulture)));
        return key == "destinationNamedPort" ? ManifestNode.Object(("namedPort", value))
            : value.At("destinationPort", "number") is { } number ? ManifestNode.Object(("portNumber", ManifestNode.Object(word, ("port", number))))
            : ManifestNode.Object(("portRange", ManifestNode.Object(word, ("start", value.At("destinationPort", "range", "start") ?? ManifestNode.Of(1L)), ("end", value.At("destinationPort", "range", "end") ?? ManifestNode.Of(65535L)))));
    }
}
