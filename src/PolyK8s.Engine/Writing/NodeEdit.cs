using System.Collections.Immutable;
using PolyK8s.Engine.Manifests;

namespace PolyK8s.Engine.Writing;

/// <summary>Trees with one place changed.</summary>
internal static class NodeEdit
{
    /// <summary>The tree with a value at the end of a chain of names; what is no object on the way becomes one.</summary>
    public static ManifestNode With(ManifestNode node, ManifestNode value, params ReadOnlySpan<string> path)
    {
        if (path.IsEmpty)
        {
            return value;
        }

        var name = path[0];
        var inner = With(node[name] is { Kind: NodeKind.Object } below ? below : ManifestNode.Object(), value, path[1..]);
        return ManifestNode.Object(
            node[name] is null ? node.Members.Add(new(name, inner)) : [.. node.Members.Select(m => m.Name == name ? m with { Value = inner } : m)],
            node.Place);
    }

    /// <summary>The object without some members.</summary>
    public static ManifestNode Without(ManifestNode node, params ImmutableArray<string> names) =>
        ManifestNode.Object(node.Members.RemoveAll(m => names.Contains(m.Name)), node.Place);
}
