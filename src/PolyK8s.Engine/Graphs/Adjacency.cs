namespace PolyK8s.Engine.Graphs;

/// <summary>The edges that leave each node, in two flat arrays.</summary>
internal readonly struct Adjacency
{
    private readonly int[] _start;
    private readonly int[] _edges;

    private Adjacency(int[] start, int[] edges) => (_start, _edges) = (start, edges);

    /// <summary>Sorts edges by the node they leave; edges of one node keep their order.</summary>
    /// <param name="nodes">The number of nodes.</param>
    /// <param name="from">The node each edge leaves.</param>
    public static Adjacency Of(int nodes, int[] from)
    {
        var start = new int[nodes + 1];
        foreach (var node in from)
        {
            start[node + 1]++;
        }

        for (var i = 0; i < nodes; i++)
        {
            start[i + 1] += start[i];
        }

        var next = start.AsSpan(0, nodes).ToArray();
        var edges = new int[from.Length];
        for (var e = 0; e < from.Length; e++)
        {
            edges[next[from[e]]++] = e;
        }

        return new(start, edges);
    }

    /// <summary>The edges that leave a node.</summary>
    public ReadOnlySpan<int> Edges(int node) => _edges.AsSpan(_start[node].._start[node + 1]);
}
