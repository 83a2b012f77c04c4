using PolyK8s.Engine.Manifests;

namespace PolyK8s.Engine.Schemas.Custom;

/// <summary>A check of a value as the server validates it, with the schema's defaults.</summary>
/// <param name="check">The check.</param>
/// <param name="schema">The schema of the value.</param>
internal sealed class FilledCheck(IValueCheck check, ManifestNode schema) : IValueCheck
{
    // A definition has thousands of schemas; most values are never met.
    private readonly Lazy<Filling?> _filling = new(() => Filling.Of(schema));

    /// <inheritdoc />
    public string Format => check.Format;

    /// <inheritdoc />
    public IEnumerable<string> Problems(ManifestNode value) =>
        check.Problems(value.Kind is NodeKind.Object or NodeKind.Array && _filling.Value is { } filling ? filling.Filled(value) : value);
}
