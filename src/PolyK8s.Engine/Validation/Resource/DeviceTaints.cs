using System.Collections.Immutable;

namespace PolyK8s.Engine.Validation.Resource;

/// <summary>What keeps claims off a device, and which claims put up with it.</summary>
/// <remarks>Mirrors <c>validateDeviceTaint</c> and <c>validateDeviceToleration</c> of <c>pkg/apis/resource/validation</c>, after <c>SetDefaults_DeviceToleration</c>.</remarks>
internal static class DeviceTaints
{
    private const int MostTaints = 16;
    private static readonly ImmutableArray<string> Effects = ["NoExecute", "NoSchedule", "None"];
    private static readonly ImmutableArray<string> Operators = ["Equal", "Exists"];

    /// <summary>The taints of a device.</summary>
    public static void Check(Field taints)
    {
        if (taints.Count > MostTaints)
        {
            taints.TooMany(MostTaints);
            return;
        }

        foreach (var taint in taints.Items())
        {
            taint["key"].Must(LabelNames.Key);
            taint["value"].MustIfAny(LabelNames.Value);
            taint["effect"].RequiredOneOf(Effects);
        }
    }

    /// <summary>The tolerations of a request.</summary>
    public static void Tolerations(Field tolerations)
    {
        foreach (var toleration in tolerations.Items())
        {
            var (how, value, effect) = (toleration["operator"], toleration["value"], toleration["effect"]);
            toleration["key"].MustIfAny(LabelNames.Key);
            how.OneOf(Operators, "Equal");
            if (how.Text == "Exists" && value.Text.Length > 0)
            {
                value.InvalidText("must be empty for operator `Exists`");
            }
            else if (how.TextOr("Equal") == "Equal")
            {
                value.MustIfAny(LabelNames.Value);
            }

            if (effect.Text.Length > 0)
            {
                effect.OneOf(Effects);
            }
        }
    }
}
