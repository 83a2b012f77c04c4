namespace PolyK8s.Engine.Graphs;

/// <summary>Looks for the parts of a graph that go round in a circle. What it finds is a proposal: the kernel checks it.</summary>
/// <remarks>Tarjan's algorithm with a stack of its own: a chain of any length does not end in a stack overflow.</remarks>
internal sealed class PartSearch
{
    private readonly DirectedGraph _graph;
    private readonly int[] _number;
    private readonly int[] _low;
    private readonly int[] _part;
    private readonly Stack<int> _open = new();
    private readonly List<int> _roots = [];
    private int _met;

    private PartSearch(DirectedGraph graph)
    {
        _graph = graph;
        (_number, _low, _part) = (new int[graph.Size], new int[graph.Size], new int[graph.Size]);
        Array.Fill(_part, -1);
    }

    /// <summary>The parts.</summary>
    public static GraphParts Of(DirectedGraph graph)
    {
        var search = new PartSearch(graph);
        for (var node = 0; node < graph.Size; node++)
        {
            if (search._number[node] == 0)
            {
                search.From(node);
            }
        }

        var turned = new DirectedGraph(graph.Size, graph.To, graph.From);
        return new([.. search._part], [.. search._roots], search.Ways(turned, forward: false), search.Ways(graph, forward: true));
    }

    private void From(int start)
    {
        var path = new Stack<(int Node, int At)>([(start, 0)]);
        while (path.TryPop(out var here))
        {
            var (node, at) = here;
            if (at == 0)
            {
                _number[node] = _low[node] = ++_met;
                _open.Push(node);
            }

            var leaving = _graph.Leaving(node);
            while (at < leaving.Length && Seen(node, _graph.To[leaving[at]]))
            {
                at++;
            }

            if (at < leaving.Length)
            {
                path.Push((node, at + 1));
                path.Push((_graph.To[leaving[at]], 0));
                continue;
            }

            Close(node);
            if (path.TryPeek(out var parent))
            {
                _low[parent.Node] = Math.Min(_low[parent.Node], _part[node] < 0 ? _low[node] : int.MaxValue);
            }
        }
    }

    private bool Seen(int node, int next)
    {
        if (_number[next] > 0 && _part[next] < 0)
        {
            _low[node] = Math.Min(_low[node], _number[next]);
        }

        return _number[next] > 0;
    }

    private void Close(int node)
    {
        if (_low[node] < _number[node])
        {
            return;
        }

        while (_open.Pop() is var member)
        {
            _part[member] = _roots.Count;
            if (member == node)
            {
                break;
            }
        }

        _roots.Add(node);
    }

    private GraphWays Ways(DirectedGraph steps, bool forward)
    {
        var (next, left) = (new int[_graph.Size], new int[_graph.Size]);
        Array.Fill(left, -1);
        foreach (var root in _roots)
        {
            (next[root], left[root]) = (-1, 0);
            var met = new Queue<int>([root]);
            while (met.TryDequeue(out var node))
            {
                foreach (var edge in steps.Leaving(node))
                {
                    var other = forward ? _graph.To[edge] : _graph.From[edge];
                    if (_part[other] == _part[root] && left[other] < 0)
                    {
                        (next[other], left[other]) = (edge, left[node] + 1);
                        met.Enqueue(other);
                    }
                }
            }
        }

        return new([.. next], [.. left]);
    }
}
