using System.Collections.Immutable;
using PolyK8s.Engine.Manifests;
using PolyK8s.Engine.Schemas.Custom;

namespace PolyK8s.Engine.Ordering;

/// <summary>What Argo CD applies earlier than its wave says: Namespaces and CustomResourceDefinitions, with the first object that needs them.</summary>
/// <remarks>Mirrors <c>sync/sync_tasks.go</c> of argoproj/gitops-engine. Helm moves nothing: where its hooks set either stage, the waves stand.</remarks>
internal static class MovedForward
{
    private static readonly GroupKind Namespace = new("", "Namespace");

    /// <summary>Whether Argo CD moves what defines an object to that object's stage.</summary>
    public static bool Holds(SyncStage needing, SyncStage defining) => defining.IsAfter(needing) && !needing.IsOfHelm && !defining.IsOfHelm;

    /// <summary>Moves the stages of a set of objects, and says for which object each of them is moved: the first that needs it.</summary>
    public static ImmutableArray<Edge> In(IEnumerable<Manifest> objects, Dictionary<ObjectKey, SyncStage> stages)
    {
        var all = objects.ToArray();
        var definitions = all.Where(CustomDefinition.Is).ToLookup(CustomDefinition.Defined, ObjectKey.Of);
        var found = all.Where(m => stages.ContainsKey(ObjectKey.Of(m))).SelectMany(m => Needs(m, definitions))
            .Where(e => stages.TryGetValue(e.Awaited, out var own) && Holds(stages[e.Waiting], own))
            .OrderBy(e => (stages[e.Waiting].Phase, stages[e.Waiting].Wave)).ThenBy(e => e.Waiting, HelmKindOrder.Comparer)
            .DistinctBy(e => e.Awaited).ToImmutableArray();
        foreach (var edge in found)
        {
            var needing = stages[edge.Waiting];
            stages[edge.Awaited] = needing with { Source = needing.Source ?? stages[edge.Awaited].Source };
        }

        return found;
    }

    private static IEnumerable<Edge> Needs(Manifest manifest, ILookup<GroupKind, ObjectKey> definitions)
    {
        var key = ObjectKey.Of(manifest);
        if (manifest.Namespace.Length > 0)
        {
            yield return new(key, new(Namespace, new("", manifest.Namespace)), key, "metadata.namespace", "metadata.namespace");
        }

        foreach (var definition in definitions[new(manifest.Group, manifest.Kind)])
        {
            yield return new(key, definition, key, "kind", "kind");
        }
    }
}
