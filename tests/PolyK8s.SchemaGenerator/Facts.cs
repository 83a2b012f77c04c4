namespace PolyK8s.SchemaGenerator;

/// <summary>One type as one minor version declares it: its fields by their JSON names.</summary>
/// <param name="Name">The name, <c>V1Pod</c> for instance.</param>
internal sealed record TypeFacts(string Name)
{
    /// <summary>The fields.</summary>
    public Dictionary<string, FieldFacts> Fields { get; } = new(StringComparer.Ordinal);
}

/// <summary>One field.</summary>
/// <param name="Type">Its type in the pack's notation; empty when the source does not say.</param>
/// <param name="Required">Whether it is required.</param>
internal sealed record FieldFacts(string Type, bool Required)
{
    /// <summary>The values of an enum; empty for none.</summary>
    public string Enum { get; init; } = "";

    /// <summary>The default, as JSON; empty for none.</summary>
    public string Default { get; init; } = "";

    /// <summary>The list type with its keys, <c>map:name</c>; empty when atomic or not said.</summary>
    public string List { get; init; } = "";

    /// <summary>The rest of the line in the pack: everything but the name.</summary>
    public string Line => Type + (Required ? " !" : "") + Part("e", Enum) + Part("l", List) + Part("d", Default);

    private static string Part(string key, string value) => value.Length == 0 ? "" : $" {key}={value}";
}
