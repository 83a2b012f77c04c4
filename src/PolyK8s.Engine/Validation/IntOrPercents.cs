using System.Globalization;
using PolyK8s.Engine.Manifests;

namespace PolyK8s.Engine.Validation;

/// <summary>A count or a percentage, as rollouts and disruption budgets use.</summary>
/// <remarks>Mirrors <c>ValidatePositiveIntOrPercent</c>, <c>IsNotMoreThan100Percent</c> and <c>getIntOrPercentValue</c> of <c>pkg/apis/apps/validation</c>.</remarks>
internal static class IntOrPercents
{
    private const string PercentFault = "a valid percent string must be a numeric string followed by an ending '%' (e.g. '1%',  or '93%', regex used for validation is '[0-9]+%')";

    /// <summary>A count that is not negative, or a percentage.</summary>
    public static void Check(Field field)
    {
        if (field.Node is not { Kind: NodeKind.String })
        {
            field.NonNegative();
        }
        else if (!IsPercent(field.Text))
        {
            field.InvalidText(PercentFault);
        }
    }

    /// <summary>A percentage must not be more than 100.</summary>
    public static void AtMost100(Field field)
    {
        if (IsPercent(field.Text) && Value(field, 0) > 100)
        {
            field.InvalidText("must not be greater than 100%");
        }
    }

    /// <summary>The number in front of the percent sign, or the count; <paramref name="missing"/> for a missing field, 0 for any other text.</summary>
    public static long Value(Field field, long missing)
    {
        if (!field.IsSet)
        {
            return missing;
        }

        var digits = IsPercent(field.Text) ? field.Text[..^1] : field.Text;
        return field.Node!.Kind != NodeKind.String ? field.Number
            : long.TryParse(digits, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value) ? value
            : IsPercent(field.Text) ? long.MaxValue : 0;
    }

    /// <summary>A value as the server prints it.</summary>
    public static string Printed(Field field, string missing) =>
        !field.IsSet ? missing : field.Node!.Kind == NodeKind.String ? GoText.Quote(field.Text) : GoText.Number(field.Number);

    private static bool IsPercent(string text) => text is [.. { Length: > 0 } digits, '%'] && digits.AsSpan().IndexOfAnyExceptInRange('0', '9') < 0;
}
