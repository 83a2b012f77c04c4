using System.Collections.Immutable;
using PolyK8s.Engine.Endpoints;
using PolyK8s.Engine.Graphs;
using PolyK8s.Engine.Indexes;
using PolyK8s.Engine.Kernels;
using PolyK8s.Engine.Manifests;
using PolyK8s.Engine.Ordering;

namespace PolyK8s.Engine.Waiting;

/// <summary>What must be ready before what, round one object, in a cluster that starts from nothing.</summary>
/// <remarks>
/// What makes Pods waits for all it waits for; a Service is ready with any one of what stands behind it. Only what can be
/// reached from the object is looked at. What is not known is taken to be ready: a deadlock is said only where it shows.
/// </remarks>
public sealed class WaitGraph
{
    private readonly ClusterView _view;
    private readonly IReadOnlyList<RequiredWebhook> _required;
    private readonly List<(ObjectKey Key, bool Any)> _nodes = [];
    private readonly Dictionary<ObjectKey, int> _number = [];
    private readonly List<(int From, int To, Edge Said)> _edges = [];

    private WaitGraph(ClusterView view, bool webhooks) => (_view, _required) = (view, webhooks ? Interception.All(view) : []);

    /// <summary>A shortest circle through an object of things that can never become ready; empty when there is none.</summary>
    /// <param name="start">The object.</param>
    /// <param name="view">The cluster.</param>
    /// <param name="webhooks">Whether the webhooks count that Pods cannot be created without.</param>
    public static ImmutableArray<Edge> DeadlockThrough(ObjectKey start, ClusterView view, bool webhooks)
    {
        var graph = new WaitGraph(view, webhooks);
        graph.Number(start, any: start.Kind.Kind == "Service");
        for (var next = 0; next < graph._nodes.Count; next++)
        {
            graph.Expand(next);
        }

        return graph.Deadlock();
    }

    /// <summary>One circle of each group of things in a view that can never become ready for one another, webhooks counted.</summary>
    public static ImmutableArray<ImmutableArray<Edge>> Deadlocks(ClusterView view)
    {
        var graph = new WaitGraph(view, webhooks: true);
        foreach (var maker in MakersByLabel.Makers.SelectMany(kind => view.Of(kind).All).Where(MakersByLabel.Makes).Select(ObjectKey.Of).Order(HelmKindOrder.Comparer))
        {
            graph.Number(maker, any: false);
        }

        for (var next = 0; next < graph._nodes.Count; next++)
        {
            graph.Expand(next);
        }

        var rank = CheckedGraph.Readiness(graph.Graph(graph._edges), [.. graph._nodes.Select(n => n.Any)]);
        var stuck = graph._edges.Where(e => rank[e.From] < 0 && rank[e.To] < 0).ToArray();
        var parts = CheckedGraph.Parts(graph.Graph(stuck)).Part;
        return
        [
            .. stuck.Where(e => parts[e.From] == parts[e.To]).GroupBy(e => parts[e.From]).OrderBy(g => g.Min(e => e.From))
                .Select(part => Circle(graph, [.. part])),
        ];
    }

    private static ImmutableArray<Edge> Circle(WaitGraph graph, (int From, int To, Edge Said)[] part) =>
        [.. CheckedGraph.CycleThrough(graph.Graph(part), part.Min(e => e.From)).Select(e => part[e].Said)];

    private ImmutableArray<Edge> Deadlock()
    {
        if (_edges.Count == 0)
        {
            return [];
        }

        var rank = CheckedGraph.Readiness(Graph(_edges), [.. _nodes.Select(n => n.Any)]);
        var stuck = _edges.Where(e => rank[e.From] < 0 && rank[e.To] < 0).ToArray();
        return [.. CheckedGraph.CycleThrough(Graph(stuck), 0).Select(e => stuck[e].Said)];
    }

    private void Expand(int node)
    {
        var key = _nodes[node].Key;
        if (_required.FirstOrDefault(w => w.Key == key) is { } webhook)
        {
            AddService(node, webhook.Service, key, $"webhook {webhook.Name}", "webhooks");
        }
        else if (_view.Of(key.Kind).Find(key.Name.Namespace, key.Name.Name) is not { } manifest)
        {
            // Not there: nothing is known of what it waits for.
        }
        else if (_nodes[node].Any)
        {
            foreach (var backend in Backends.Of(manifest, _view))
            {
                Add(node, ObjectKey.Of(backend), any: false, "spec.selector", "spec.selector");
            }
        }
        else if (MakersByLabel.Makes(manifest))
        {
            ExpandMaker(node, manifest);
        }
    }

    private void ExpandMaker(int node, Manifest maker)
    {
        foreach (var wait in Awaited.By(maker, _view))
        {
            if (wait.Any)
            {
                AddService(node, wait.Edge.Awaited, wait.Edge.By, wait.Edge.Source, wait.Edge.Path);
            }
            else if (wait.Wait.Host is null)
            {
                foreach (var target in wait.Targets)
                {
                    Add(node, target, any: false, wait.Edge.Source, wait.Edge.Path);
                }
            }
        }

        foreach (var required in _required.Where(w => Interception.Takes(w, maker, _view)))
        {
            Add(node, required.Key, any: false, "webhook " + required.Name, "spec");
        }
    }

    // A Service that nothing known stands behind may be served by what nobody told us of.
    private void AddService(int from, ObjectKey? service, ObjectKey by, string source, string path)
    {
        if (service is { } key && _view.Of(key.Kind).Find(key.Name.Namespace, key.Name.Name) is { } manifest && Backends.Of(manifest, _view).Any())
        {
            Add(from, key, any: true, source, path);
        }
    }

    private void Add(int from, ObjectKey to, bool any, string source, string path) =>
        _edges.Add((from, Number(to, any), new(_nodes[from].Key, to, _nodes[from].Key, source, path)));

    private int Number(ObjectKey key, bool any)
    {
        if (!_number.TryGetValue(key, out var number))
        {
            _number[key] = number = _nodes.Count;
            _nodes.Add((key, any));
        }

        return number;
    }

    private DirectedGraph Graph(IReadOnlyCollection<(int From, int To, Edge Said)> edges) => new(_nodes.Count, [.. edges.Select(e => e.From)], [.. edges.Select(e => e.To)]);
}
