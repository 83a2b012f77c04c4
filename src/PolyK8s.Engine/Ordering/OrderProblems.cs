using System.Collections.Immutable;
using PolyK8s.Engine.Manifests;

namespace PolyK8s.Engine.Ordering;

/// <summary>What objects say about their order that cannot be followed: entries nobody can read, and objects that are not in the set.</summary>
internal static class OrderProblems
{
    /// <summary>The problems, in order of the objects' names.</summary>
    public static ImmutableArray<OrderProblem> Of(IEnumerable<Manifest> objects)
    {
        var all = objects.OrderBy(ObjectKey.Of, HelmKindOrder.Comparer).ToArray();
        var there = all.Select(ObjectKey.Of).ToHashSet();
        return [.. all.SelectMany(m => Of(m, OrderedObject.Of(m), there))];
    }

    private static IEnumerable<OrderProblem> Of(Manifest manifest, OrderedObject said, HashSet<ObjectKey> there) => said.Malformed
        .Select(m => new OrderProblem(manifest, m.Path, $"{m.Problem}: `{m.Text.ReplaceLineEndings(" ")}`; write {m.Accepted}", m.At))
        .Concat(said.Waits.Where(w => !there.Contains(w.Target))
            .Select(w => new OrderProblem(manifest, w.Path, $"`{w.Target}` is not among the objects given", manifest.Root.At("metadata", "annotations", w.Source) ?? manifest.Root.At("spec", "dependsOn"))));
}
