using System.Collections.Immutable;
using PolyK8s.Engine.Graphs;
using PolyK8s.Engine.Kernels;

namespace PolyK8s.Engine.Ordering;

/// <summary>The declared dependencies among some objects, as a graph.</summary>
/// <remarks>
/// Sync waves alone cannot make a cycle: they are an order. They contradict declared dependencies when an object waits,
/// directly or through others, for one of a later wave. That contradiction is added as one dependency of its own.
/// </remarks>
public sealed class DependencyGraph
{
    private readonly Dictionary<ObjectId, int> _nodes = [];
    private readonly List<ObjectId> _ids = [];
    private readonly List<Dependency> _edges;
    private readonly Dictionary<ObjectId, OrderedObject> _objects;

    /// <summary>The graph of what some objects say.</summary>
    public DependencyGraph(IEnumerable<OrderedObject> objects)
    {
        _objects = objects.ToDictionary(o => o.Id);
        _edges = [.. _objects.Values.SelectMany(o => o.Dependencies), .. OfGroups(_objects.Values)];
        foreach (var edge in _edges)
        {
            Node(edge.From);
            Node(edge.To);
        }
    }

    /// <summary>The shortest cycle through an object, as its dependencies in order from that object; empty when there is none.</summary>
    public ImmutableArray<Dependency> ShortestCycle(ObjectId through)
    {
        if (!_nodes.TryGetValue(through, out var node))
        {
            return [];
        }

        if (Contradiction(node) is { } contradiction)
        {
            _edges.Add(contradiction);
        }

        var graph = new CheckedGraph(_ids.Count, [.. _edges.Select(e => _nodes[e.From])], [.. _edges.Select(e => _nodes[e.To])]);
        var cycle = Search.ShortestCycle(graph, node);
        return cycle.Length == 0 ? []
            : graph.AcceptsCycle(cycle) ? [.. cycle.Select(e => _edges[e])]
            : throw new InvalidOperationException("the search proposed a cycle that the kernel refuses");
    }

    private int Node(ObjectId id)
    {
        if (!_nodes.TryGetValue(id, out var node))
        {
            _nodes[id] = node = _ids.Count;
            _ids.Add(id);
        }

        return node;
    }

    private static IEnumerable<Dependency> OfGroups(IReadOnlyCollection<OrderedObject> objects)
    {
        var members = objects.SelectMany(o => o.Groups.Select(g => (Group: g, Object: o))).ToLookup(m => m.Group, m => m.Object, StringComparer.Ordinal);
        return
            from o in objects
            from rule in o.Rules
            from member in members[rule.Group]
            where member.Id != o.Id
            let at = o.Metadata?[rule.Source]
            select rule.Before ? new Dependency(member.Id, o.Id, rule.Source, o.Id, at) : new Dependency(o.Id, member.Id, rule.Source, o.Id, at);
    }

    // Among all that leads to the node and all it leads to, the nearest pair in which the earlier wave waits for the later.
    private Dependency? Contradiction(int node)
    {
        var graph = new CheckedGraph(_ids.Count, [.. _edges.Select(e => _nodes[e.From])], [.. _edges.Select(e => _nodes[e.To])]);
        var before = Nearest(Search.Distances(graph, node, backwards: true));
        var after = Nearest(Search.Distances(graph, node, backwards: false));
        var pair = (
            from earlier in before
            from later in after
            where earlier.Key < later.Key && (States(earlier.Value.Id) || States(later.Value.Id))
            orderby earlier.Value.Distance + later.Value.Distance, earlier.Key, later.Key
            select (Earlier: earlier.Value.Id, Later: later.Value.Id)).Cast<(ObjectId Earlier, ObjectId Later)?>().FirstOrDefault();
        if (pair is not { } found)
        {
            return null;
        }

        var owner = States(found.Later) ? found.Later : found.Earlier;
        return new(found.Later, found.Earlier, OrderedObject.WaveAnnotation, owner, _objects[owner].Metadata?[OrderedObject.WaveAnnotation]);
    }

    private bool States(ObjectId id) => _objects.GetValueOrDefault(id)?.StatesWave == true;

    private Dictionary<int, (int Distance, ObjectId Id)> Nearest(int[] distances)
    {
        var nearest = new Dictionary<int, (int Distance, ObjectId Id)>();
        for (var i = 0; i < distances.Length; i++)
        {
            var wave = _objects.GetValueOrDefault(_ids[i])?.Wave ?? 0;
            if (distances[i] >= 0 && (!nearest.TryGetValue(wave, out var held) || distances[i] < held.Distance))
            {
                nearest[wave] = (distances[i], _ids[i]);
            }
        }

        return nearest;
    }
}
