namespace PolyK8s.Engine.Schemas;

/// <summary>One kind of one version, and its schema.</summary>
/// <param name="Group">The API group; empty for core.</param>
/// <param name="Version">The version, <c>v1</c>.</param>
/// <param name="Kind">The kind.</param>
/// <param name="Plural">The resource name, <c>deployments</c>.</param>
/// <param name="Namespaced">Whether its objects live in namespaces.</param>
/// <param name="Table">The table its schema is in.</param>
/// <param name="Root">The index of its schema.</param>
public sealed record KindSchema(string Group, string Version, string Kind, string Plural, bool Namespaced, SchemaTable Table, int Root)
{
    /// <summary>Whether a CustomResourceDefinition defines it: then the server refuses by the schema itself, and calls a refusal invalid instead of unreadable.</summary>
    public bool IsCustom { get; init; }

    /// <summary>Whether the kind is a custom one whose schema has expressions (<c>x-kubernetes-validations</c>).</summary>
    public bool HasExpressions { get; init; }

    /// <summary><c>apps/v1</c>, or <c>v1</c> for core.</summary>
    public string ApiVersion => Group.Length == 0 ? Version : $"{Group}/{Version}";
}
