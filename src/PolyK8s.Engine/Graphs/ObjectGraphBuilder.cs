using System.Collections.Immutable;
using PolyK8s.Engine.Indexes;
using PolyK8s.Engine.Kernels;
using PolyK8s.Engine.Manifests;
using PolyK8s.Engine.Ordering;
using PolyK8s.Engine.References;
using PolyK8s.Engine.Schemas.Custom;
using PolyK8s.Engine.Waiting;

namespace PolyK8s.Engine.Graphs;

/// <summary>Reads the graph of a view's objects. Of what another object controls only the ownership counts: its owner stands for the rest.</summary>
internal sealed class ObjectGraphBuilder(ClusterView view)
{

    public ObjectGraph Build()
    {
        var objects = view.Kinds.SelectMany(kind => view.Of(kind).All).OrderBy(ObjectKey.Of, HelmKindOrder.Comparer).ToArray();
        var definitions = view.Of(CustomDefinition.Definition).All.ToLookup(CustomDefinition.Defined, ObjectKey.Of);
        var edges = objects.SelectMany(References).Concat(objects.Where(o => !Controlled.Is(o)).SelectMany(o => Selections(o).Concat(Waits(o))))
            .Concat(objects.SelectMany(o => definitions[new(o.Group, o.Kind)].Select(d => Edge(ObjectKey.Of(o), d, EdgeKind.Exists, "kind"))))
            .Concat(Orders(objects))
            .Distinct().OrderBy(e => e.From, HelmKindOrder.Comparer).ThenBy(e => e.To, HelmKindOrder.Comparer).ThenBy(e => e.Field, StringComparer.Ordinal).ThenBy(e => e.Kind)
            .ToArray();
        var there = objects.Select(ObjectKey.Of).ToHashSet();
        var missing = edges.Where(e => e.IsDangling).Select(e => e.To).ToHashSet();
        var keys = there.Union(edges.Select(e => e.To).Where(missing.Contains)).Order(HelmKindOrder.Comparer).ToImmutableArray();
        return Marked(keys, there, [.. edges.Where(e => e.IsDangling || there.Contains(e.To))]);
    }

    private static ObjectGraph Marked(ImmutableArray<ObjectKey> keys, HashSet<ObjectKey> there, ImmutableArray<ObjectEdge> edges)
    {
        var number = keys.Select((key, i) => KeyValuePair.Create(key, i)).ToDictionary();
        var firm = edges.Where(CanClose).ToArray();
        var graph = new DirectedGraph(keys.Length, [.. firm.Select(e => number[e.From])], [.. firm.Select(e => number[e.To])]);
        var parts = CheckedGraph.Parts(graph).Part;
        var size = parts.CountBy(p => p).ToDictionary();
        bool Closes(ObjectEdge e) => CanClose(e) && parts[number[e.From]] == parts[number[e.To]];
        var round = edges.Where(Closes).SelectMany(e => new[] { e.From, e.To }).ToHashSet();
        return new([.. keys.Select(k => new ObjectNode(k, !there.Contains(k), round.Contains(k)))], [.. edges.Select(e => e with { IsOnCycle = Closes(e) })]);
    }

    // Existence alone makes nothing wait: a claim and its volume name one another.
    private static bool CanClose(ObjectEdge edge) =>
        edge.Kind is EdgeKind.Waits or EdgeKind.Orders or EdgeKind.Admits or EdgeKind.Owns || (edge.Kind == EdgeKind.Selects && edge.From.Kind == new GroupKind("", "Service"));

    private IEnumerable<ObjectEdge> References(Manifest manifest)
    {
        var key = ObjectKey.Of(manifest);
        return Reference.Of(manifest).Concat(PolicyParameters.Of(manifest, view))
            .Where(r => r.Row.Kind == EdgeKind.Owns || !Controlled.Is(manifest))
            .Select(r => new ObjectEdge(key, r.Target, r.Row.Kind, r.Path, false, r.IsRequired, Presence.IsMissing(r.Target, view), false));
    }

    private IEnumerable<ObjectEdge> Selections(Manifest manifest)
    {
        var key = ObjectKey.Of(manifest);
        foreach (var selection in Selection.Of(manifest).Where(s => s.Row.Of != "Pods"))
        {
            var chosen = selection.Row.To.Kind is { } kind
                ? view.Of(kind).All.Where(selection.Takes)
                : MakersByLabel.Selected(view, selection);
            var any = false;
            foreach (var target in chosen.Select(ObjectKey.Of))
            {
                any = true;
                if (target != key)
                {
                    yield return Edge(key, target, EdgeKind.Selects, selection.Path);
                }
            }

            if (!any && selection.Row.To.Kind is null)
            {
                yield return new(key, new(new("", "Pod"), new(selection.Namespace, selection.Selector.ToString())), EdgeKind.Selects, selection.Path, false, true, true, false);
            }
        }
    }

    private IEnumerable<ObjectEdge> Waits(Manifest manifest)
    {
        var key = ObjectKey.Of(manifest);
        foreach (var wait in MakersByLabel.Makes(manifest) ? WaitReader.Of(manifest) : [])
        {
            var field = $"{wait.Tool} {wait.Awaited}";
            foreach (var target in wait.Pods is { } pods ? MakersByLabel.Selected(view, pods).Select(ObjectKey.Of) : new[] { wait.Workload ?? wait.Host?.In(view) }.OfType<ObjectKey>())
            {
                var kind = wait.By == AwaitedBy.Name && !IsHeadless(target) ? EdgeKind.Exists : EdgeKind.Waits;
                yield return new(key, target, kind, field, true, true, Presence.IsMissing(target, view), false);
            }
        }
    }

    private static IEnumerable<ObjectEdge> Orders(Manifest[] objects)
    {
        var ordered = objects.Select(OrderedObject.Of).Where(o => o.SaysSomething).ToArray();
        var names = objects.Select(ObjectKey.Of).ToHashSet();
        return Ordering.Edges.Of(ordered, names.Contains, "upsert")
            .Select(e => new ObjectEdge(e.Waiting, e.Awaited, EdgeKind.Orders, e.Source, false, true, !names.Contains(e.Awaited), false));
    }

    private bool IsHeadless(ObjectKey service) => view.Of(service.Kind).Find(service.Name.Namespace, service.Name.Name)?.Root.TextAt("spec", "clusterIP") == "None";

    private static ObjectEdge Edge(ObjectKey from, ObjectKey to, EdgeKind kind, string field) => new(from, to, kind, field, false, false, false, false);
}
