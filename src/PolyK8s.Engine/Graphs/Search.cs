using PolyK8s.Engine.Kernels;

namespace PolyK8s.Engine.Graphs;

/// <summary>Searches in a graph. They propose; the SafeGraph kernel accepts or refuses. No recursion: graphs come from users.</summary>
public static class Search
{
    /// <summary>The edges of a shortest cycle through a node, in order from it; empty when there is none.</summary>
    public static int[] ShortestCycle(CheckedGraph graph, int node)
    {
        var leaving = Adjacency.Of(graph.Nodes, graph.From);
        var reachedBy = new int[graph.Nodes];
        Array.Fill(reachedBy, -1);
        var queue = new Queue<int>([node]);
        while (queue.TryDequeue(out var current))
        {
            foreach (var edge in leaving.Edges(current))
            {
                var next = graph.To[edge];
                if (next == node)
                {
                    return Back(graph, reachedBy, edge, node);
                }

                if (reachedBy[next] < 0)
                {
                    reachedBy[next] = edge;
                    queue.Enqueue(next);
                }
            }
        }

        return [];
    }

    /// <summary>How many edges each node is away from one node (-1: not reachable), along the edges or against them.</summary>
    public static int[] Distances(CheckedGraph graph, int node, bool backwards)
    {
        var (from, to) = backwards ? (graph.To, graph.From) : (graph.From, graph.To);
        var leaving = Adjacency.Of(graph.Nodes, from);
        var distance = new int[graph.Nodes];
        Array.Fill(distance, -1);
        distance[node] = 0;
        var queue = new Queue<int>([node]);
        while (queue.TryDequeue(out var current))
        {
            foreach (var edge in leaving.Edges(current))
            {
                if (distance[to[edge]] < 0)
                {
                    distance[to[edge]] = distance[current] + 1;
                    queue.Enqueue(to[edge]);
                }
            }
        }

        return distance;
    }

    /// <summary>An order in which every edge goes forward; empty when there is none (or no node).</summary>
    public static int[] Order(CheckedGraph graph)
    {
        var leaving = Adjacency.Of(graph.Nodes, graph.From);
        var waiting = new int[graph.Nodes];
        foreach (var to in graph.To)
        {
            waiting[to]++;
        }

        var order = new int[graph.Nodes];
        var count = 0;
        for (var node = 0; node < graph.Nodes; node++)
        {
            if (waiting[node] == 0)
            {
                order[count++] = node;
            }
        }

        for (var done = 0; done < count; done++)
        {
            foreach (var edge in leaving.Edges(order[done]))
            {
                if (--waiting[graph.To[edge]] == 0)
                {
                    order[count++] = graph.To[edge];
                }
            }
        }

        return count == graph.Nodes ? order : [];
    }

    private static int[] Back(CheckedGraph graph, int[] reachedBy, int last, int start)
    {
        var cycle = new List<int> { last };
        for (var current = graph.From[last]; current != start; current = graph.From[reachedBy[current]])
        {
            cycle.Add(reachedBy[current]);
        }

        cycle.Reverse();
        return [.. cycle];
    }
}
