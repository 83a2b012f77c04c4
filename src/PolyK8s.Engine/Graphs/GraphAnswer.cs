using System.Collections.Immutable;
using PolyK8s.Engine.References;

namespace PolyK8s.Engine.Graphs;

/// <summary>A graph as every front door writes it.</summary>
/// <param name="ApiVersion">The version of the shape.</param>
/// <param name="Nodes">The objects; edges name them by their places.</param>
/// <param name="Edges">The edges.</param>
public sealed record GraphAnswer(string ApiVersion, ImmutableArray<GraphAnswerNode> Nodes, ImmutableArray<GraphAnswerEdge> Edges)
{
    /// <summary>The answer that says a graph.</summary>
    public static GraphAnswer Of(ObjectGraph graph)
    {
        var number = graph.Nodes.Select((n, i) => KeyValuePair.Create(n.Key, i)).ToDictionary();
        return new(
            "poly-k8s/v1",
            [.. graph.Nodes.Select(GraphAnswerNode.Of)],
            [.. graph.Edges.Select(e => new GraphAnswerEdge(number[e.From], number[e.To], e.Kind, e.Field, e.IsInferred, e.IsRequired, e.IsDangling, e.IsOnCycle))]);
    }
}

/// <summary>An object of a graph.</summary>
/// <param name="Group">The API group; empty for the core group.</param>
/// <param name="Kind">The kind.</param>
/// <param name="Namespace">The namespace; empty for a cluster-scoped object.</param>
/// <param name="Name">The name.</param>
/// <param name="Missing">Whether it is named and not there.</param>
/// <param name="OnCycle">Whether it waits for itself.</param>
public sealed record GraphAnswerNode(string Group, string Kind, string Namespace, string Name, bool Missing, bool OnCycle)
{
    /// <summary>The node.</summary>
    public static GraphAnswerNode Of(ObjectNode node) => new(node.Key.Kind.Group, node.Key.Kind.Kind, node.Key.Name.Namespace, node.Key.Name.Name, node.IsMissing, node.IsOnCycle);
}

/// <summary>An edge of a graph.</summary>
/// <param name="From">The place of the object that has the field.</param>
/// <param name="To">The place of the object it leads to.</param>
/// <param name="Kind">What it means.</param>
/// <param name="Field">The field, annotation or command.</param>
/// <param name="Inferred">Whether it is read out of a command, probe or image.</param>
/// <param name="Required">Whether something breaks without the other.</param>
/// <param name="Dangling">Whether the other is missing.</param>
/// <param name="OnCycle">Whether it is part of a cycle.</param>
public sealed record GraphAnswerEdge(int From, int To, EdgeKind Kind, string Field, bool Inferred, bool Required, bool Dangling, bool OnCycle);
