using PolyK8s.Engine.Manifests;

namespace PolyK8s.Engine.Schemas.Custom;

/// <summary>A check of a value as the server validates it, with the schema's defaults.</summary>
internal sealed class FilledCheck : IValueCheck
{
    private readonly IValueCheck _check;

    // A definition has thousands of schemas; most values are never met.
    private readonly Lazy<Filling?> _filling;

    private FilledCheck(IValueCheck check, ManifestNode schema) => (_check, _filling) = (check, new(() => Filling.Of(schema)));

    /// <inheritdoc />
    public string Format => _check.Format;

    /// <summary>The check of what the schema fills; the check itself where there is nothing inside to fill.</summary>
    /// <param name="check">The check.</param>
    /// <param name="schema">The schema of the value.</param>
    public static IValueCheck Of(IValueCheck check, ManifestNode schema) =>
        (schema["properties"] ?? schema["items"] ?? schema["additionalProperties"]) is null ? check : new FilledCheck(check, schema);

    /// <inheritdoc />
    public IEnumerable<string> Problems(ManifestNode value) => _check.Problems(_filling.Value?.Filled(value) ?? value);
}
