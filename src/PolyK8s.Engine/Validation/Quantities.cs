using System.Numerics;
using PolyK8s.Engine.Manifests;

namespace PolyK8s.Engine.Validation;

/// <summary>Checks of fields that hold a quantity.</summary>
/// <remarks>Mirrors <c>ValidateNonnegativeQuantity</c>, <c>ValidatePositiveQuantityValue</c> and <c>ValidateResourceQuantityValue</c> of <c>pkg/apis/core/validation</c>.</remarks>
internal static class Quantities
{
    /// <summary>The quantity at a field: a string or a number; zero when it is missing or none.</summary>
    public static Quantity Of(Field field) => field.Node switch
    {
        { Kind: NodeKind.String } node => Quantity.Parse(node.Text.Trim()) ?? default,
        { Kind: NodeKind.Integer or NodeKind.Number } node => Quantity.Parse(node.Text) ?? default,
        _ => default,
    };

    /// <summary>A quantity as messages print it.</summary>
    public static string Printed(Field field) => GoText.Quote(Of(field).ToString());

    /// <summary>The quantity must not be negative.</summary>
    public static void NonNegative(Field field)
    {
        if (Of(field).Nanos.Sign < 0)
        {
            field.Invalid(Printed(field), "must be greater than or equal to 0");
        }
    }

    /// <summary>The quantity must be more than zero.</summary>
    /// <returns>Whether it is.</returns>
    public static bool Positive(Field field)
    {
        if (Of(field).Nanos.Sign > 0)
        {
            return true;
        }

        field.Invalid(Printed(field), "must be greater than zero");
        return false;
    }

    /// <summary>The amount of the resource named <paramref name="resource"/>: not negative, and whole if the resource is counted.</summary>
    public static void OfResource(Field field, string resource)
    {
        NonNegative(field);
        if (ResourceNames.IsCounted(resource) && !BigInteger.Remainder(Of(field).Nanos, Quantity.One).IsZero)
        {
            field.Invalid(Printed(field), "must be an integer");
        }
    }
}
