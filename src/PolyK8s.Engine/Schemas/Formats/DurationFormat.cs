using System.Text.RegularExpressions;
using PolyK8s.Engine.Manifests;

namespace PolyK8s.Engine.Schemas.Formats;

/// <summary>A duration as Go writes it: <c>300ms</c>, <c>-1.5h</c>, <c>2h45m</c>.</summary>
/// <remarks>Mirrors <c>time.ParseDuration</c>.</remarks>
internal sealed partial class DurationFormat : IValueCheck
{
    /// <inheritdoc />
    public string Format => "duration";

    /// <inheritdoc />
    public IEnumerable<string> Problems(ManifestNode value) =>
        value.Kind != NodeKind.String || Shape().IsMatch(value.Text) ? [] : ["cannot be parsed as a duration like `1h30m`"];

    [GeneratedRegex(@"\A[+-]?(0|(([0-9]+(\.[0-9]*)?|\.[0-9]+)(ns|us|µs|μs|ms|s|m|h))+)\z", RegexOptions.CultureInvariant)]
    private static partial Regex Shape();
}
