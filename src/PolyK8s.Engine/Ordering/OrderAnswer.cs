using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace PolyK8s.Engine.Ordering;

/// <summary>An order as every front door writes it.</summary>
/// <param name="Waves">The waves; empty when there is a cycle.</param>
public sealed record OrderAnswer(ImmutableArray<ImmutableArray<OrderedName>> Waves)
{
    /// <summary>The cycle, object by object; left out when there is none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ImmutableArray<OrderedStep>? Cycle { get; init; }

    /// <summary>References to objects in later waves; left out when there are none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ImmutableArray<OrderedStep>? Inversions { get; init; }

    /// <summary>The answer that says an order.</summary>
    public static OrderAnswer Of(ApplyOrder order) => new([.. order.Waves.Select(wave => wave.Select(OrderedName.Of).ToImmutableArray())])
    {
        Cycle = order.Cycle.IsEmpty ? null : [.. order.Cycle.Select(OrderedStep.Of)],
        Inversions = order.Inversions.IsEmpty ? null : [.. order.Inversions.Select(OrderedStep.Of)],
    };
}

/// <summary>An object in an order.</summary>
/// <param name="Group">The API group; empty for the core group.</param>
/// <param name="Kind">The kind.</param>
/// <param name="Namespace">The namespace; empty for a cluster-scoped object.</param>
/// <param name="Name">The name.</param>
public sealed record OrderedName(string Group, string Kind, string Namespace, string Name)
{
    /// <summary>The name of an object.</summary>
    public static OrderedName Of(ObjectKey key) => new(key.Kind.Group, key.Kind.Kind, key.Name.Namespace, key.Name.Name);
}

/// <summary>An object, what it waits for, and what says so.</summary>
/// <param name="Group">The API group; empty for the core group.</param>
/// <param name="Kind">The kind.</param>
/// <param name="Namespace">The namespace; empty for a cluster-scoped object.</param>
/// <param name="Name">The name.</param>
/// <param name="WaitsFor">What it waits for.</param>
/// <param name="Source">The annotation, field or command that says so.</param>
/// <param name="DeclaredBy">The object that has it.</param>
public sealed record OrderedStep(string Group, string Kind, string Namespace, string Name, OrderedName WaitsFor, string Source, OrderedName DeclaredBy)
{
    /// <summary>The step an edge takes.</summary>
    public static OrderedStep Of(Edge edge) => new(
        edge.Waiting.Kind.Group, edge.Waiting.Kind.Kind, edge.Waiting.Name.Namespace, edge.Waiting.Name.Name, OrderedName.Of(edge.Awaited), edge.Source, OrderedName.Of(edge.By));
}
