using System.Collections.Immutable;

namespace PolyK8s.Engine.Validation.Core;

/// <summary>The taints a Pod tolerates.</summary>
/// <remarks>Mirrors <c>ValidateTolerations</c> and <c>validateTaintEffect</c> of <c>pkg/apis/core/validation</c>.</remarks>
internal static class Tolerations
{
    /// <summary>The effects of taints.</summary>
    public static readonly ImmutableArray<string> Effects = ["NoSchedule", "PreferNoSchedule", "NoExecute"];

    /// <summary>The tolerations.</summary>
    public static void Check(Field tolerations)
    {
        foreach (var toleration in tolerations.Items())
        {
            var (key, how, effect) = (toleration["key"], toleration["operator"], toleration["effect"]);
            key.MustIfAny(LabelNames.Key);
            if (key.Text.Length == 0 && how.Text != "Exists")
            {
                how.InvalidText("operator must be Exists when `key` is empty, which means \"match all values and all keys\"");
            }

            if (toleration["tolerationSeconds"].IsSet && effect.Text != "NoExecute")
            {
                effect.InvalidText("effect must be 'NoExecute' when `tolerationSeconds` is set");
            }

            Value(how, toleration["value"].Text);
            if (effect.Text.Length > 0)
            {
                effect.OneOf(Effects);
            }
        }
    }

    // The server reports a bad value at the operator.
    private static void Value(Field how, string value)
    {
        switch (how.Text)
        {
            case "" or "Equal":
                if (LabelNames.Value(value) is { IsEmpty: false } faults)
                {
                    how.Invalid(GoText.Quote(value), string.Join(";", faults));
                }

                break;
            case "Exists":
                if (value.Length > 0)
                {
                    how.Invalid(GoText.Quote(value), "value must be empty when `operator` is 'Exists'");
                }

                break;
            default:
                how.OneOf(["Equal", "Exists"]);
                break;
        }
    }
}
