using System.Collections.Immutable;
using PolyK8s.Engine.Kernels;

namespace PolyK8s.Engine.Ordering;

/// <summary>The cycles of the declared order of a whole cluster: drawn once, and asked for each object.</summary>
internal sealed class DeclaredCycles
{
    private readonly Lazy<Drawn> _upsert;
    private readonly Lazy<Drawn> _delete;

    public DeclaredCycles(ClusterView world)
    {
        var linking = world.Kinds.SelectMany(kind => OrderedObjects.Of(kind, world).Linking.Values).ToArray();
        // What is waited for counts with its wave.
        var objects = linking.Concat(linking.SelectMany(o => o.Waits).Select(w => Said(w.Target, world)).OfType<OrderedObject>()).DistinctBy(o => o.Key).ToArray();
        Lazy<Drawn> Of(string phase) => new(() => new(Edges.Of(objects, key => world.Of(key.Kind).Find(key.Name.Namespace, key.Name.Name) is not null, phase)));
        (_upsert, _delete) = (Of("upsert"), Of("delete"));
    }

    /// <summary>A shortest cycle through an object; empty when there is none.</summary>
    public ImmutableArray<Edge> Through(ObjectKey key, string phase) => (phase == "upsert" ? _upsert : _delete).Value.Through(key);

    private static OrderedObject? Said(ObjectKey key, ClusterView world) => OrderedObjects.Of(key.Kind, world).Saying.GetValueOrDefault(key.Name);

    // A cycle lies within one part: a search never leaves the part of the object, and there is none where the part is one object.
    private sealed class Drawn
    {
        private readonly Dictionary<ObjectKey, int> _numbers = [];
        private readonly ImmutableArray<int> _part;
        private readonly ILookup<int, Edge> _inside;

        public Drawn(List<Edge> edges)
        {
            var ends = edges.Select(e => (From: Number(e.Waiting), To: Number(e.Awaited))).ToArray();
            _part = CheckedGraph.Parts(new(_numbers.Count, [.. ends.Select(e => e.From)], [.. ends.Select(e => e.To)])).Part;
            _inside = edges.Where((_, e) => _part[ends[e].From] == _part[ends[e].To]).ToLookup(edge => _part[_numbers[edge.Waiting]]);
        }

        public ImmutableArray<Edge> Through(ObjectKey key)
        {
            if (!_numbers.TryGetValue(key, out var at) || _inside[_part[at]].ToArray() is not { Length: > 0 } edges)
            {
                return [];
            }

            var place = new Dictionary<ObjectKey, int> { [key] = 0 };
            int Place(ObjectKey other) => place.TryGetValue(other, out var n) ? n : place[other] = place.Count;
            var (from, to) = (edges.Select(e => Place(e.Waiting)).ToImmutableArray(), edges.Select(e => Place(e.Awaited)).ToImmutableArray());
            return [.. CheckedGraph.CycleThrough(new(place.Count, from, to), 0).Select(e => edges[e])];
        }

        private int Number(ObjectKey key) => _numbers.TryGetValue(key, out var n) ? n : _numbers[key] = _numbers.Count;
    }
}
