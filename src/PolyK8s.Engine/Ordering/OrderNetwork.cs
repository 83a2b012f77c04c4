using System.Collections.Immutable;
using PolyK8s.Engine.Graphs;
using PolyK8s.Engine.Kernels;

namespace PolyK8s.Engine.Ordering;

/// <summary>The objects of a set, numbered, and who comes after whom: firmly, loosely, or after any one of several.</summary>
internal sealed class OrderNetwork
{
    private readonly ImmutableArray<ObjectKey> _keys;
    private readonly IReadOnlyDictionary<ObjectKey, SyncStage> _stages;
    private readonly List<(int From, int To, Edge? Said)> _edges = [];
    private readonly ImmutableArray<int> _rank;
    private readonly ImmutableArray<bool> _any;
    private int _size;

    public OrderNetwork(ImmutableArray<ObjectKey> keys, IReadOnlyDictionary<ObjectKey, SyncStage> stages, IEnumerable<(Edge Edge, bool IsFirm)> edges, IEnumerable<(Edge Edge, ImmutableArray<ObjectKey> Backends)> choices)
    {
        (_keys, _stages) = (keys, stages);
        var number = keys.Select((key, i) => KeyValuePair.Create(key, i)).ToDictionary();
        var distinct = stages.Values.Select(s => (s.Phase, s.Wave)).Distinct().Order().ToImmutableArray();
        StageOf = [.. keys.Select(k => distinct.BinarySearch((stages[k].Phase, stages[k].Wave)))];
        Stages = [.. Enumerable.Range(0, distinct.Length).Select(s => Enumerable.Range(0, keys.Length).Where(n => StageOf[n] == s).ToImmutableArray())];
        var loose = edges.Select(e => (From: number[e.Edge.Waiting], To: number[e.Edge.Awaited], e.Edge, e.IsFirm))
            .OrderBy(e => (e.From, e.To)).ThenBy(e => e.Edge.Path, StringComparer.Ordinal).ToArray();
        _edges.AddRange(loose.Where(e => e.IsFirm || e.From != e.To).Select(e => (e.From, e.To, (Edge?)e.Edge)));
        _size = keys.Length;
        AddBarriers();
        var any = new List<int>();
        foreach (var (edge, backends) in choices.OrderBy(c => number[c.Edge.Waiting]).ThenBy(c => c.Edge.Path, StringComparer.Ordinal))
        {
            any.Add(_size);
            _edges.Add((number[edge.Waiting], _size, edge));
            _edges.AddRange(backends.Where(number.ContainsKey).Select(b => (_size, number[b], (Edge?)null)));
            _size++;
        }

        _any = [.. Enumerable.Range(0, _size).Select(any.Contains)];
        DropLoose([.. loose.Where(e => !e.IsFirm).Select(e => e.Edge)]);
        _rank = CheckedGraph.Readiness(Graph(_edges), _any);
        Firm = _rank.Any(r => r < 0) ? new(0, [], []) : Contracted();
    }

    /// <summary>The nodes of each stage, in order.</summary>
    public ImmutableArray<ImmutableArray<int>> Stages { get; }

    /// <summary>The stage of each node.</summary>
    public ImmutableArray<int> StageOf { get; }

    /// <summary>The loose edges into a later stage.</summary>
    public ImmutableArray<Edge> Inversions { get; private set; } = [];

    /// <summary>What was said, between objects.</summary>
    public ImmutableArray<Edge> Said => [.. _edges.Where(e => e.To < _keys.Length).Select(e => e.Said).OfType<Edge>().DistinctBy(e => (e.Waiting, e.Awaited))];

    /// <summary>Who comes after whom among the objects, one chosen where one of several is enough; empty when there is a cycle.</summary>
    public DirectedGraph Firm { get; }

    /// <summary>The part of <see cref="Firm"/> among some nodes, numbered by their places.</summary>
    public DirectedGraph Within(ImmutableArray<int> members)
    {
        var place = members.Select((node, i) => KeyValuePair.Create(node, i)).ToDictionary();
        var inside = Enumerable.Range(0, Firm.From.Length).Where(e => place.ContainsKey(Firm.From[e]) && place.ContainsKey(Firm.To[e])).ToArray();
        return new(members.Length, [.. inside.Select(e => place[Firm.From[e]])], [.. inside.Select(e => place[Firm.To[e]])]);
    }

    /// <summary>A shortest cycle among what can never be applied; empty when all can.</summary>
    public ImmutableArray<Edge> Cycle()
    {
        var stuck = _edges.Where(e => _rank[e.From] < 0 && _rank[e.To] < 0).ToArray();
        var found = ShortestCycle.Of(Graph(stuck)).Select(e => stuck[e]).ToArray();
        if (found.Length == 0)
        {
            return [];
        }

        // Turned so that it begins at an object; what lies between two objects becomes one edge.
        var first = Array.FindIndex(found, e => e.From < _keys.Length);
        var cycle = ImmutableArray.CreateBuilder<Edge>();
        for (var i = 0; i < found.Length;)
        {
            var (from, _, said) = found[(first + i) % found.Length];
            var to = found[(first + i++) % found.Length].To;
            while (to >= _keys.Length)
            {
                to = found[(first + i++) % found.Length].To;
            }

            cycle.Add(said is { } edge ? edge with { Awaited = _keys[to] } : ByStage(_keys[from], _keys[to]));
        }

        return cycle.DrainToImmutable();
    }

    // Between two stages stands a barrier: the later waits for it, and it for the earlier. So there are not all the pairs.
    private void AddBarriers()
    {
        for (var stage = 0; stage + 1 < Stages.Length; stage++)
        {
            var barrier = _size++;
            _edges.AddRange(Stages[stage].Select(node => (barrier, node, (Edge?)null)).ToArray());
            _edges.AddRange(Stages[stage + 1].Select(node => (node, barrier, (Edge?)null)));
            if (stage > 0)
            {
                _edges.Add((barrier, barrier - 1, null));
            }
        }
    }

    // A reference that goes round in a circle orders nothing: a claim and its volume name one another, and that is well.
    private void DropLoose(HashSet<Edge> loose)
    {
        var parts = CheckedGraph.Parts(Graph(_edges)).Part;
        var round = _edges.Where(e => e.Said is { } said && parts[e.From] == parts[e.To] && loose.Contains(said)).ToArray();
        Inversions = [.. round.Where(e => StageOf[e.From] < StageOf[e.To]).Select(e => e.Said!)];
        var gone = round.Select(e => e.Said!).ToHashSet();
        _edges.RemoveAll(e => e.Said is { } said && gone.Contains(said));
    }

    private DirectedGraph Contracted()
    {
        var among = _edges.Where(e => e.From < _keys.Length && e.To < _keys.Length).Select(e => (e.From, e.To))
            .Concat(_edges.Where(e => e.From < _keys.Length && e.To >= _keys.Length && _any[e.To])
                .Select(e => (e.From, _edges.Where(b => b.From == e.To).MinBy(b => _rank[b.To] < 0 ? int.MaxValue : _rank[b.To]).To)))
            .Distinct().ToArray();
        return new(_keys.Length, [.. among.Select(e => e.Item1)], [.. among.Select(e => e.Item2)]);
    }

    private Edge ByStage(ObjectKey waiting, ObjectKey awaited)
    {
        var (source, by) = _stages[waiting].Source is { } own && _stages[waiting].IsAfter(new(0, 0, null)) ? (own, waiting) : (_stages[awaited].Source ?? OrderedObject.WaveAnnotation, awaited);
        return new(waiting, awaited, by, source, AnnotationPath.Of(source));
    }

    private DirectedGraph Graph(IReadOnlyCollection<(int From, int To, Edge? Said)> edges) => new(_size, [.. edges.Select(e => e.From)], [.. edges.Select(e => e.To)]);
}
