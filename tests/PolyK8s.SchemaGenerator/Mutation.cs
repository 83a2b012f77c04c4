using System.Globalization;
using PolyK8s.Engine.Manifests;

namespace PolyK8s.SchemaGenerator;

/// <summary>One recorded verdict of a server: a base object, one mutation, and the answer.</summary>
/// <param name="Case">The recorded line.</param>
internal sealed record Mutation(ManifestNode Case)
{
    /// <summary>The object after the mutation.</summary>
    public ManifestNode Applied(ManifestNode target) => Applied(target, Case["path"]!.Items.AsSpan());

    private ManifestNode Applied(ManifestNode node, ReadOnlySpan<ManifestNode> path)
    {
        var step = path[0];
        var rest = path[1..];
        if (step.Kind == NodeKind.Integer)
        {
            var at = int.Parse(step.Text, CultureInfo.InvariantCulture);
            return ManifestNode.Array(rest.IsEmpty ? Last(node, at) : node.Items.SetItem(at, Applied(node.Items[at], rest)));
        }

        var member = node.Members.ToList().FindIndex(m => m.Name == step.Text);
        if (rest.IsEmpty)
        {
            return ManifestNode.Object(Case.TextAt("op") switch
            {
                "delete" => member < 0 ? node.Members : node.Members.RemoveAt(member),
                "duplicate" => node.Members.SetItem(member, new(step.Text, Duplicated(node.Members[member].Value))),
                _ when member < 0 => node.Members.Add(new(step.Text, Case["value"]!)),
                _ => node.Members.SetItem(member, new(step.Text, Case["value"]!)),
            });
        }

        return ManifestNode.Object(node.Members.SetItem(member, new(step.Text, Applied(node.Members[member].Value, rest))));
    }

    private System.Collections.Immutable.ImmutableArray<ManifestNode> Last(ManifestNode node, int at) => Case.TextAt("op") switch
    {
        "delete" => node.Items.RemoveAt(at),
        "duplicate" => node.Items.SetItem(at, Duplicated(node.Items[at])),
        _ => node.Items.SetItem(at, Case["value"]!),
    };

    private static ManifestNode Duplicated(ManifestNode list) => ManifestNode.Array(list.Items.Add(list.Items[0]));
}
