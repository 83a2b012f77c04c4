namespace PolyK8s.Engine.Schemas;

/// <summary>A declared field of a record.</summary>
/// <param name="Name">The name in JSON.</param>
/// <param name="Schema">The index of its schema in the table.</param>
/// <param name="Required">Whether the schema lists it as required.</param>
/// <param name="Default">The default as JSON text; null when there is none.</param>
public sealed record SchemaField(string Name, int Schema, bool Required = false, string? Default = null)
{
    /// <summary>Whether a null satisfies <see cref="Required"/>. It does not where the server drops nulls before it validates.</summary>
    public bool NullCounts { get; init; }
}
