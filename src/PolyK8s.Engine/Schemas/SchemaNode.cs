using System.Collections.Immutable;

namespace PolyK8s.Engine.Schemas;

/// <summary>The schema of one value: facts only. Other schemas are named by their index in the table, so a schema may contain itself.</summary>
/// <param name="Shape">What JSON it asks for.</param>
public sealed record SchemaNode(Shape Shape)
{
    /// <summary>The name of the type, for messages: <c>Container</c>; empty when it has none.</summary>
    public string Name { get; init; } = "";

    /// <summary>The size of an integer.</summary>
    public IntegerSize Size { get; init; }

    /// <summary>The index of the schema of elements or of map values.</summary>
    public int Element { get; init; } = -1;

    /// <summary>The declared fields of a record.</summary>
    public ImmutableArray<SchemaField> Fields { get; init; } = [];

    /// <summary>The values of an enum of strings; empty for none.</summary>
    public ImmutableArray<string> Allowed { get; init; } = [];

    /// <summary>What a list is.</summary>
    public ListType ListType { get; init; }

    /// <summary>The fields that tell the elements of a map-like list apart.</summary>
    public ImmutableArray<string> Keys { get; init; } = [];

    /// <summary>Whether null is accepted. Built-in types read null as absent; a custom resource's schema has to allow it.</summary>
    public bool Nullable { get; init; } = true;

    /// <summary>Whether a record keeps fields it does not declare.</summary>
    public bool Open { get; init; }

    /// <summary>
    /// Whether the server refuses by the schema alone: missing required fields, values outside an enum, equal elements.
    /// For built-in kinds it does not: there hand-written validation decides, and fields left out may be defaulted first.
    /// </summary>
    public bool Closed { get; init; }

    /// <summary>What is asked of the value beyond its shape; null for nothing.</summary>
    public IValueCheck? Check { get; init; }
}
