using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using PolyK8s.Engine.Manifests;

namespace PolyK8s.Engine.Rollouts;

/// <summary>What identifies a Pod template: equal for templates that differ in nothing a Pod is made of.</summary>
/// <remarks>Mirrors <c>EqualIgnoreHash</c> of the Deployment controller: the label it adds itself does not count.</remarks>
public static class TemplateText
{
    /// <summary>The identity of a template: a digest.</summary>
    public static string Of(ManifestNode template) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Canonical(template, 0).ToString())));

    private static ManifestNode Canonical(ManifestNode node, int depth) => node.Kind switch
    {
        NodeKind.Object => ManifestNode.Object(
            [.. node.Members.Where(m => m.Value.Kind != NodeKind.Null && !IsOurs(m.Name, depth)).OrderBy(m => m.Name, StringComparer.Ordinal)
                .Select(m => m with { Value = Canonical(m.Value, depth + 1) })
                .Where(m => m.Value is not { Kind: NodeKind.Object, Members.IsEmpty: true } || depth > 1)]),
        NodeKind.Array => ManifestNode.Array(node.Items.Select(item => Canonical(item, depth + 1)).ToImmutableArray()),
        _ => node,
    };

    // `metadata.labels[pod-template-hash]`, and the directive that a ControllerRevision keeps beside a template.
    private static bool IsOurs(string name, int depth) => (name == "pod-template-hash" && depth == 2) || (name == "$patch" && depth == 0);
}
