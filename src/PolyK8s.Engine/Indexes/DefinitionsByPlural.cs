using PolyK8s.Engine.Manifests;
using PolyK8s.Engine.Schemas.Custom;

namespace PolyK8s.Engine.Indexes;

/// <summary>Which CustomResourceDefinitions serve a resource of a name.</summary>
public sealed record DefinitionsByPlural() : PostingsOf<string>(CustomDefinition.Definition)
{
    /// <summary>The first definition by name that serves <paramref name="plural"/>, in <paramref name="group"/> if one is named.</summary>
    public static Manifest? First(string? group, string plural, ClusterView view) =>
        view.Get(new DefinitionsByPlural()).Under(plural).Select(d => d.Name).Order(StringComparer.Ordinal)
            .Select(name => view.Of(CustomDefinition.Definition).Find("", name)).OfType<Manifest>()
            .FirstOrDefault(d => group is null || d.Root.TextAt("spec", "group") == group);

    /// <inheritdoc />
    protected override IEnumerable<string> KeysOf(Manifest manifest) => manifest.Root.TextAt("spec", "names", "plural") is { } plural ? [plural] : [];
}
