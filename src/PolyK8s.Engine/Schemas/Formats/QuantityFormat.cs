using PolyK8s.Engine.Manifests;
using PolyK8s.Engine.Validation;

namespace PolyK8s.Engine.Schemas.Formats;

/// <summary>A resource quantity: <c>500m</c>, <c>1.5Gi</c>, <c>2e3</c>, or a number.</summary>
/// <remarks>Any JSON value is handed to the reader as text, so a boolean is a malformed quantity and not a wrong type. Spaces around it are left out, as <c>Quantity.UnmarshalJSON</c> does; other white space is written as an escape there.</remarks>
internal sealed class QuantityFormat : IValueCheck
{
    /// <inheritdoc />
    public string Format => "quantity";

    /// <inheritdoc />
    public IEnumerable<string> Problems(ManifestNode value) =>
        Quantity.Problem(value.Kind is NodeKind.Object or NodeKind.Array ? "{" : value.Text.Trim(' ')) is { } problem ? [problem] : [];
}
