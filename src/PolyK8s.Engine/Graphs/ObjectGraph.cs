using System.Collections.Immutable;
using PolyK8s.Engine.Ordering;
using PolyK8s.Engine.References;

namespace PolyK8s.Engine.Graphs;

/// <summary>Objects, and how they lead to one another.</summary>
/// <param name="Nodes">The objects, and those that are named and missing, in the order of <see cref="HelmKindOrder"/>.</param>
/// <param name="Edges">The edges, in order of their ends.</param>
public sealed record ObjectGraph(ImmutableArray<ObjectNode> Nodes, ImmutableArray<ObjectEdge> Edges)
{
    /// <summary>The graph of all objects of a view.</summary>
    public static ObjectGraph Of(ClusterView view) => new ObjectGraphBuilder(view).Build();

    /// <summary>The part of the graph round one object.</summary>
    /// <param name="key">The object.</param>
    /// <param name="depth">How many edges away, in either direction.</param>
    public ObjectGraph Around(ObjectKey key, int depth)
    {
        var neighbours = Edges.SelectMany(e => new[] { (e.From, e.To), (e.To, e.From) }).ToLookup(e => e.Item1, e => e.Item2);
        var met = new HashSet<ObjectKey> { key };
        var edge = met.ToList();
        for (var step = 0; step < depth && edge.Count > 0; step++)
        {
            edge = [.. edge.SelectMany(k => neighbours[k]).Where(met.Add)];
        }

        return new([.. Nodes.Where(n => met.Contains(n.Key))], [.. Edges.Where(e => met.Contains(e.From) && met.Contains(e.To))]);
    }
}

/// <summary>One object of a graph.</summary>
/// <param name="Key">The object.</param>
/// <param name="IsMissing">Whether it is named and not there.</param>
/// <param name="IsOnCycle">Whether it waits for itself, by whatever way round.</param>
public sealed record ObjectNode(ObjectKey Key, bool IsMissing, bool IsOnCycle);

/// <summary>One object leads to another.</summary>
/// <param name="From">The object that has the field.</param>
/// <param name="To">The object it leads to.</param>
/// <param name="Kind">What that means.</param>
/// <param name="Field">The field, annotation or command that says so.</param>
/// <param name="IsInferred">Whether it is read out of a command, probe or image.</param>
/// <param name="IsRequired">Whether something breaks without the other.</param>
/// <param name="IsDangling">Whether the other is missing.</param>
/// <param name="IsOnCycle">Whether it is part of a cycle.</param>
public sealed record ObjectEdge(ObjectKey From, ObjectKey To, EdgeKind Kind, string Field, bool IsInferred, bool IsRequired, bool IsDangling, bool IsOnCycle);
