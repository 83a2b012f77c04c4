using PolyK8s.Engine.Manifests;
using PolyK8s.Engine.References;
using PolyK8s.Engine.Schemas.Custom;
using PolyK8s.Engine.Waiting;
using System.Collections.Immutable;

namespace PolyK8s.Engine.Ordering;

/// <summary>All that makes one object of a set come after another.</summary>
/// <param name="objects">The objects.</param>
/// <param name="reverse">Whether they are deleted: kapp orders that apart.</param>
internal sealed class OrderEdges(ImmutableDictionary<ObjectKey, Manifest> objects, bool reverse)
{

    private readonly ClusterView _view = ClusterView.Of(objects.Values);

    /// <summary>The edges between the objects; <c>IsFirm</c> where the order cannot be otherwise.</summary>
    public IEnumerable<(Edge Edge, bool IsFirm)> All()
    {
        var ordered = objects.Values.Select(OrderedObject.Of).ToArray();
        var said = ordered.SelectMany(o => o.Waits.Select(w => new Edge(o.Key, w.Target, o.Key, w.Source, w.Path)))
            .Concat(objects.Values.SelectMany(m => TimeMutations.Read(m).Select(w => new Edge(ObjectKey.Of(m), w.Target, ObjectKey.Of(m), w.Source, w.Path))))
            .Concat(Rules(ordered));
        return said.Select(e => (e, true))
            .Concat(Definitions())
            .Concat(objects.Values.SelectMany(Referring))
            .Where(e => objects.ContainsKey(e.Item1.Awaited) && objects.ContainsKey(e.Item1.Waiting));
    }

    /// <summary>What makes Pods and waits until one Pod behind a Service answers, and what stands behind the Service.</summary>
    public IEnumerable<(Edge Edge, ImmutableArray<ObjectKey> Backends)> Choices()
    {
        foreach (var maker in objects.Values.Where(Indexes.MakersByLabel.Makes))
        {
            foreach (var wait in Awaited.By(maker, _view).Where(w => w.Any))
            {
                yield return (wait.Edge, wait.Targets);
            }
        }
    }

    // Deleting goes the other way round: what kapp deletes first is what would be applied last.
    private IEnumerable<Edge> Rules(OrderedObject[] ordered) => Edges.OfRules(ordered, reverse ? "delete" : "upsert")
        .Select(e => reverse ? e with { Waiting = e.Awaited, Awaited = e.Waiting } : e);

    private IEnumerable<(Edge, bool)> Definitions()
    {
        var definitions = objects.Values.Where(CustomDefinition.Is).ToLookup(CustomDefinition.Defined, ObjectKey.Of);
        foreach (var manifest in objects.Values)
        {
            var key = ObjectKey.Of(manifest);
            foreach (var definition in definitions[Kind(manifest)])
            {
                yield return (new(key, definition, key, "kind", "kind"), true);
            }

            if (manifest.Namespace.Length > 0)
            {
                yield return (new(key, new(new("", "Namespace"), new("", manifest.Namespace)), key, "metadata.namespace", "metadata.namespace"), true);
            }
        }
    }

    private IEnumerable<(Edge, bool)> Referring(Manifest manifest)
    {
        var key = ObjectKey.Of(manifest);
        foreach (var reference in Reference.Of(manifest))
        {
            yield return (new(key, reference.Target, key, reference.Path, reference.Path), reference.IsRequired && reference.Row.Kind is EdgeKind.Waits or EdgeKind.Admits or EdgeKind.Owns);
        }

        if (Indexes.MakersByLabel.Makes(manifest))
        {
            foreach (var wait in Awaited.By(manifest, _view).Where(w => !w.Any))
            {
                foreach (var target in wait.Targets)
                {
                    yield return (wait.Edge with { Awaited = target }, true);
                }
            }
        }
    }

    private static GroupKind Kind(Manifest manifest) => new(manifest.Group, manifest.Kind);
}
