using PolyK8s.Engine.Manifests;
using PolyK8s.Engine.Schemas.Formats;

namespace PolyK8s.Engine.Schemas.Custom;

/// <summary>Everything a structural schema asks of a value beyond its shape.</summary>
/// <param name="format">The format's name; empty for none.</param>
/// <param name="checks">The checks, each giving one line per problem.</param>
internal sealed class ValueChecks(string format, IReadOnlyList<Func<ManifestNode, IEnumerable<string>>> checks) : IValueCheck
{
    /// <inheritdoc />
    public string Format => format;

    /// <inheritdoc />
    public IEnumerable<string> Problems(ManifestNode value) => checks.SelectMany(check => check(value));

    /// <summary>The check of a schema; null when it asks nothing more.</summary>
    /// <param name="schema">The schema.</param>
    /// <param name="path">Where it is in the definition.</param>
    /// <param name="faults">Takes what could not be read.</param>
    public static IValueCheck? Of(ManifestNode schema, string path, List<string> faults)
    {
        var checks = new List<Func<ManifestNode, IEnumerable<string>>>();
        var format = schema.TextAt("format") ?? "";
        if (TextFormats.Of(format) is { } text)
        {
            checks.Add(value => value.Kind != NodeKind.String || text(value.Text) ? [] : [$"must be of type {format}"]);
        }

        checks.AddRange(ValueBounds.Of(schema, path, faults));
        if (schema["enum"] is { Kind: NodeKind.Array } values && !(schema.TextAt("type") == "string" && values.Items.All(v => v.Kind == NodeKind.String)))
        {
            checks.Add(value => values.Items.Any(v => SameJson.As(v, value)) ? [] : [$"supported values: {string.Join(", ", values.Items.Select(v => $"`{v}`"))}"]);
        }

        checks.AddRange(Alternatives.Of(schema, path, faults));
        return checks.Count == 0 ? null : new ValueChecks(format, checks);
    }
}
