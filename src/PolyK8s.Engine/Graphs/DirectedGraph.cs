using System.Collections.Immutable;

namespace PolyK8s.Engine.Graphs;

/// <summary>Nodes 0 to <see cref="Size"/> and edges: the node <c>From[e]</c> waits for the node <c>To[e]</c>.</summary>
public sealed class DirectedGraph
{
    private readonly int[] _first;
    private readonly int[] _leaving;

    /// <summary>A graph of some edges, whose ends are nodes.</summary>
    public DirectedGraph(int size, ImmutableArray<int> from, ImmutableArray<int> to)
    {
        (Size, From, To) = (size, from, to);
        _first = new int[size + 1];
        foreach (var node in from)
        {
            _first[node + 1]++;
        }

        for (var node = 0; node < size; node++)
        {
            _first[node + 1] += _first[node];
        }

        var next = _first.AsSpan().ToArray();
        _leaving = new int[from.Length];
        for (var edge = 0; edge < from.Length; edge++)
        {
            _leaving[next[from[edge]]++] = edge;
        }
    }

    /// <summary>How many nodes there are.</summary>
    public int Size { get; }

    /// <summary>The waiting end of each edge.</summary>
    public ImmutableArray<int> From { get; }

    /// <summary>The awaited end of each edge.</summary>
    public ImmutableArray<int> To { get; }

    /// <summary>The edges that leave a node, in the order they were given.</summary>
    public ReadOnlySpan<int> Leaving(int node) => _leaving.AsSpan(_first[node].._first[node + 1]);
}
