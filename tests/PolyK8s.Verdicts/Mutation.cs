using System.Collections.Immutable;
using System.Globalization;
using PolyK8s.Engine.Manifests;

namespace PolyK8s.Verdicts;

/// <summary>One change of a JSON tree: <c>set</c> and <c>delete</c> what is at a path, or <c>duplicate</c> the first item of the list there.</summary>
internal sealed record Mutation(ImmutableArray<string> Path, string Operation, ManifestNode Value)
{
    /// <summary>The changed tree.</summary>
    public ManifestNode Of(ManifestNode node) => Changed(node, 0) ?? ManifestNode.Null;

    private ManifestNode? Changed(ManifestNode node, int depth)
    {
        if (depth == Path.Length)
        {
            return Operation switch
            {
                "set" => Value,
                "delete" => null,
                "duplicate" => ManifestNode.Array(node.Items.Add(node.Items[0])),
                _ => throw new InvalidDataException($"unknown operation `{Operation}`"),
            };
        }

        var step = Path[depth];
        if (node.Kind == NodeKind.Array)
        {
            var index = int.Parse(step, CultureInfo.InvariantCulture);
            var item = Changed(node.Items[index], depth + 1);
            return ManifestNode.Array(item is null ? node.Items.RemoveAt(index) : node.Items.SetItem(index, item));
        }

        var value = Changed(node[step] ?? ManifestNode.Object(), depth + 1);
        var kept = node.Members.RemoveAll(member => member.Name == step && value is null);
        var at = kept.Select(member => member.Name).ToList().IndexOf(step);
        return ManifestNode.Object(value is null ? kept : at < 0 ? kept.Add(new(step, value)) : kept.SetItem(at, new(step, value)));
    }
}
