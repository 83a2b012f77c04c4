using System.Collections.Immutable;
using PolyK8s.Engine.Graphs;

namespace PolyK8s.Readings;

/// <summary>Layers, parts and readiness, read a second time from their definitions; <paramref name="misreading"/> plants one mistake.</summary>
public sealed class LayerReading(string misreading = "")
{
    /// <summary>The mistakes.</summary>
    public static IReadOnlyList<string> Misreadings { get; } = ["one too late", "direct waits only", "one way is enough", "any is all", "all is any", "a circle is ready"];

    /// <summary>The layer of each node, by the longest walk that leaves it; null when there are walks without end.</summary>
    public ImmutableArray<int>? Layers(DirectedGraph graph)
    {
        var reached = new int[graph.Size];
        for (var round = 0; round <= graph.Size; round++)
        {
            var next = Enumerable.Range(0, graph.Size).Select(node => Targets(graph, node).Select(to => (misreading == "direct waits only" ? 0 : reached[to]) + 1).DefaultIfEmpty(0).Max()).ToArray();
            if (next.SequenceEqual(reached))
            {
                return [.. misreading == "one too late" ? reached.Select(l => l == 0 ? 0 : l + 1) : reached];
            }

            reached = next;
        }

        return null;
    }

    /// <summary>Whether two nodes lead to one another.</summary>
    public bool AreOnePart(DirectedGraph graph, int left, int right) =>
        left == right || (misreading == "one way is enough" ? Leads(graph, left, right) || Leads(graph, right, left) : Leads(graph, left, right) && Leads(graph, right, left));

    /// <summary>What can become ready: grown from nothing until nothing is added.</summary>
    public bool[] Ready(DirectedGraph graph, ImmutableArray<bool> any)
    {
        var ready = misreading == "a circle is ready" ? [.. Enumerable.Range(0, graph.Size).Select(node => Leads(graph, node, node))] : new bool[graph.Size];
        for (var round = 0; round <= graph.Size; round++)
        {
            for (var node = 0; node < graph.Size; node++)
            {
                var one = misreading == "all is any" || (any[node] && misreading != "any is all");
                ready[node] |= one ? Targets(graph, node).Any(to => ready[to]) : Targets(graph, node).All(to => ready[to]);
            }
        }

        return ready;
    }

    private static IEnumerable<int> Targets(DirectedGraph graph, int node) => Enumerable.Range(0, graph.From.Length).Where(e => graph.From[e] == node).Select(e => graph.To[e]);

    private static bool Leads(DirectedGraph graph, int start, int end)
    {
        var met = new HashSet<int>();
        var next = new Stack<int>(Targets(graph, start));
        while (next.TryPop(out var node))
        {
            if (met.Add(node))
            {
                foreach (var to in Targets(graph, node))
                {
                    next.Push(to);
                }
            }
        }

        return met.Contains(end);
    }
}
