using PolyK8s.Engine.Manifests;
using PolyK8s.Engine.Schemas.Custom;

namespace PolyK8s.Engine.Indexes;

/// <summary>Which CustomResourceDefinitions define a kind.</summary>
public sealed record DefinitionsOf() : PostingsOf<GroupKind>(CustomDefinition.Definition)
{
    /// <summary>The definitions of an object's kind, in order of their names.</summary>
    public static IEnumerable<Manifest> KindOf(Manifest manifest, ClusterView view) =>
        view.Get(new DefinitionsOf()).Under(new(manifest.Group, manifest.Kind)).Select(d => d.Name).Order(StringComparer.Ordinal)
            .Select(name => view.Of(CustomDefinition.Definition).Find("", name)).OfType<Manifest>();

    /// <inheritdoc />
    protected override IEnumerable<GroupKind> KeysOf(Manifest manifest) => [CustomDefinition.Defined(manifest)];
}
