using CsCheck;
using PolyK8s.Engine.Lifecycles;
using PolyK8s.Engine.Manifests;

namespace PolyK8s.Engine.Tests.Lifecycles;

/// <summary>Objects of a kind whose status says anything, in the words of its table.</summary>
internal static class StatusObjects
{
    private static readonly string[] Words =
        ["True", "False", "Unknown", "Maybe", "", "Bound", "Pending", "Lost", "Running", "Failed", "Succeeded", "Available", "Released", "Active", "Terminating", "LoadBalancer", "OnDelete", "Unschedulable", "Installing", "ProgressDeadlineExceeded", "NewReplicaSetAvailable", "true"];

    private static readonly Gen<ManifestNode?> Value = Gen.OneOf(
        Gen.Int[-2, 4].Select(n => (ManifestNode?)ManifestNode.Of(n)),
        One(Words).Select(w => (ManifestNode?)ManifestNode.Of(w)),
        One<ManifestNode?>(null, ManifestNode.Null, ManifestNode.Of(true), ManifestNode.Object(), ManifestNode.Array(["a"]), ManifestNode.Integer("99999999999999999999"), ManifestNode.Number("1e400"), ManifestNode.Of("900%")));

    /// <summary>Objects of a kind.</summary>
    public static Gen<Manifest> Of(GroupKind kind)
    {
        var table = LifecycleTables.Of(kind);
        string[][] paths = [.. table.Fields.Where(f => f.Path.Length > 0).Select(f => f.Path.Split('.')), ["metadata", "deletionTimestamp"], ["spec", "paused"], ["spec", "updateStrategy", "type"]];
        string[] types = [.. table.Rows.SelectMany(r => r.When.Split(" & ")).Where(t => t.Length > 0 && char.IsAsciiLetterUpper(t.TrimStart('!')[0])).Select(t => t.TrimStart('!').Split('=', ':')[0]), "Ready", "Stalled"];
        var condition = Gen.Select(One(types), Value, One(Words), (type, status, reason) => ManifestNode.Object(("type", ManifestNode.Of(type)), ("status", status), ("reason", ManifestNode.Of(reason))));
        return Gen.Select(Value.Array[paths.Length], condition.Array[0, 3], (values, conditions) =>
        {
            var root = ManifestNode.Object(
                ("apiVersion", ManifestNode.Of(kind.Group.Length == 0 ? "v1" : $"{kind.Group}/v1")), ("kind", ManifestNode.Of(kind.Kind)), ("metadata", ManifestNode.Object(("name", ManifestNode.Of("x")))));
            for (var i = 0; i < paths.Length; i++)
            {
                root = values[i] is { } value ? With(root, paths[i], value) : root;
            }

            return new Manifest(conditions.Length == 0 ? root : With(root, ["status", "conditions"], ManifestNode.Array([.. conditions.DistinctBy(c => c.TextAt("type"))])));
        });
    }

    /// <summary>The same object with its conditions in another order.</summary>
    public static Manifest Shuffled(Manifest manifest, int seed)
    {
        var conditions = manifest.Root.ItemsAt("status", "conditions").ToArray();
        new Random(seed).Shuffle(conditions);
        return conditions.Length == 0 ? manifest : new(With(manifest.Root, ["status", "conditions"], ManifestNode.Array([.. conditions])));
    }

    private static Gen<T> One<T>(params T[] values) => Gen.Int[0, values.Length - 1].Select(i => values[i]);

    private static ManifestNode With(ManifestNode node, ReadOnlySpan<string> path, ManifestNode value)
    {
        var name = path[0];
        var inner = path.Length == 1 ? value : With(node[name] is { Kind: NodeKind.Object } child ? child : ManifestNode.Object(), path[1..], value);
        return ManifestNode.Object([.. node.Members.Where(m => m.Name != name), new(name, inner)]);
    }
}
