using System.Collections.Immutable;
using PolyK8s.Engine.Manifests;

namespace PolyK8s.Engine.Validation;

/// <summary>One refusal of the API server's field validation, in the server's own words.</summary>
/// <remarks>Mirrors <c>field.Error</c> of k8s.io/apimachinery: what <c>details.causes[]</c> of a 422 answer holds.</remarks>
/// <param name="Path">The field, <c>spec.ports[0].port</c>; a map's key stands in brackets, <c>limits[cpu]</c>.</param>
/// <param name="Type">The type, <c>Invalid value</c> for instance.</param>
/// <param name="Value">The value as the server prints it (Go's %q, or JSON); null for types that print none.</param>
/// <param name="Detail">What is wrong, or empty.</param>
/// <param name="At">The offending node, or the nearest node above a missing one; null when there is none.</param>
public sealed record FieldError(string Path, string Type, string? Value, string Detail, ManifestNode? At)
{
    /// <summary>The values that would be accepted; empty when they are not a short list.</summary>
    public ImmutableArray<string> Accepted { get; init; } = [];

    /// <summary>Whether the field is missing, so that <see cref="At"/> is a node above it.</summary>
    public bool IsMissing { get; init; }

    /// <summary><c>Type: value: detail</c>, the message of the server's cause.</summary>
    public string Message => string.Join(": ", new[] { Type, Value, Detail.Length == 0 ? null : Detail }.Where(part => part is not null));

    /// <inheritdoc />
    public override string ToString() => $"{Path}: {Message}";
}
