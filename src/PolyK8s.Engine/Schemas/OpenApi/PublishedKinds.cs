using PolyK8s.Engine.Manifests;
using PolyK8s.Engine.Schemas.Custom;

namespace PolyK8s.Engine.Schemas.OpenApi;

/// <summary>Kinds of CustomResourceDefinitions as a server publishes them: the structural schema, with <c>metadata</c> filled in.</summary>
internal static class PublishedKinds
{
    private const string Metadata = ".ObjectMeta";

    /// <summary>Whether a schema stands alone but for <c>metadata</c>, as one of a definition does; those of servers of their own refer to one another.</summary>
    public static bool StandsAlone(ManifestNode schema) =>
        (schema["$ref"] is not { Kind: NodeKind.String } reference || reference.Text.EndsWith(Metadata, StringComparison.Ordinal))
        && schema.Members.All(member => StandsAlone(member.Value)) && schema.Items.All(StandsAlone);

    /// <summary>The kind.</summary>
    /// <param name="key">Its group, version and name.</param>
    /// <param name="resource">Its resource.</param>
    /// <param name="schema">What is published.</param>
    /// <param name="builtIn">The built-in kinds, whose <c>metadata</c> custom kinds share.</param>
    /// <param name="references">Takes in what cannot be read.</param>
    public static KindSchema Read((string Group, string Version, string Kind) key, (string Plural, bool Namespaced) resource, OpenApiSchema schema, SchemaPack builtIn, OpenApiReferences references)
    {
        var reader = new StructuralSchemaReader(builtIn);
        var root = reader.ReadRoot(schema.Node);
        foreach (var fault in reader.Faults)
        {
            references.Fault(schema.File, schema.Node.Place, $"kind `{key.Kind}`: {fault}");
        }

        return new(key.Group, key.Version, key.Kind, resource.Plural, resource.Namespaced, reader.Table, root) { IsCustom = true, HasExpressions = reader.HasExpressions };
    }
}
