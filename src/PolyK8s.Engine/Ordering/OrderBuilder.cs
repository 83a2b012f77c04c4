using System.Collections.Immutable;
using PolyK8s.Engine.Kernels;
using PolyK8s.Engine.Manifests;

namespace PolyK8s.Engine.Ordering;

/// <summary>Makes the order of a set of objects out of all that is said about it; the kernel checks every step.</summary>
internal sealed class OrderBuilder
{
    private readonly bool _reverse;
    private readonly ImmutableDictionary<ObjectKey, Manifest> _objects;
    private readonly ImmutableArray<ObjectKey> _keys;
    private readonly ImmutableArray<ObjectKey> _leftOut;
    private readonly Dictionary<ObjectKey, SyncStage> _stages = [];
    private readonly ImmutableArray<Edge> _moved;

    public OrderBuilder(IEnumerable<Manifest> objects, bool reverse)
    {
        _reverse = reverse;
        var all = new Dictionary<ObjectKey, Manifest>();
        foreach (var manifest in objects)
        {
            all[ObjectKey.Of(manifest)] = manifest;
        }

        foreach (var (key, manifest) in all)
        {
            if (SyncStage.Of(manifest) is { } stage)
            {
                _stages[key] = stage;
            }
        }

        _moved = MovedForward.In(all.Values, _stages);
        _keys = [.. _stages.Keys.Order(HelmKindOrder.Comparer)];
        _leftOut = [.. all.Keys.Where(k => !_stages.ContainsKey(k)).Order(HelmKindOrder.Comparer)];
        _objects = _keys.ToImmutableDictionary(k => k, k => all[k]);
    }

    /// <summary>The order.</summary>
    public ApplyOrder Build()
    {
        var edges = new OrderEdges(_objects, _reverse);
        var network = new OrderNetwork(_keys, _stages, edges.All(), edges.Choices());
        var problems = OrderProblems.Of(_objects.Values);
        if (network.Cycle() is { IsEmpty: false } cycle)
        {
            return new([], cycle) { LeftOut = _leftOut, Problems = problems };
        }

        var waves = Waves(network);
        return new(_reverse ? [.. waves.Reverse()] : waves, []) { Edges = network.Said, Inversions = [.. _moved, .. network.Inversions], LeftOut = _leftOut, Problems = problems };
    }

    // Stages come one after the other, and within each there are as few waves as can be.
    private ImmutableArray<ImmutableArray<ObjectKey>> Waves(OrderNetwork network)
    {
        var waves = ImmutableArray.CreateBuilder<ImmutableArray<ObjectKey>>();
        var (step, waveOf) = (new int[_keys.Length], ImmutableArray.CreateBuilder<int>());
        var stages = network.Stages;
        for (var stage = 0; stage < stages.Length; stage++)
        {
            var members = stages[stage];
            var layers = CheckedGraph.Layers(network.Within(members)) ?? throw new InvalidOperationException("a stage has a cycle that the whole has not");
            var first = waves.Count;
            foreach (var layer in members.Select((node, i) => (Node: node, Layer: layers[i])).GroupBy(m => m.Layer, m => m.Node).OrderBy(g => g.Key))
            {
                waves.Add([.. layer.Order().Select(node => _keys[node])]);
                waveOf.Add(stage);
                foreach (var node in layer)
                {
                    step[node] = first + layer.Key;
                }
            }
        }

        return CheckedGraph.AcceptsSchedule(network.Firm, [.. step], network.StageOf, waveOf.DrainToImmutable())
            ? waves.DrainToImmutable()
            : throw new InvalidOperationException("the kernel refused the waves that the search proposed");
    }
}
