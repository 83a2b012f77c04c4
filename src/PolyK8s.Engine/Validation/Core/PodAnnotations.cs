using System.Globalization;

namespace PolyK8s.Engine.Validation.Core;

/// <summary>The annotations of a Pod that mean something to the server.</summary>
/// <remarks>Mirrors <c>ValidatePodSpecificAnnotations</c> and <c>ValidateAppArmorPodAnnotations</c> of <c>pkg/apis/core/validation</c>.</remarks>
internal static class PodAnnotations
{
    /// <summary>Marks the image of a Pod that a node runs by itself.</summary>
    public const string Mirror = "kubernetes.io/config.mirror";

    private const string DeletionCost = "controller.kubernetes.io/pod-deletion-cost";
    private const string AppArmor = "container.apparmor.security.beta.kubernetes.io/";

    /// <summary>The annotations of a Pod with that spec.</summary>
    public static void Check(Field annotations, Field spec)
    {
        if (annotations.Has(Mirror) && spec["nodeName"].Text.Length == 0)
        {
            annotations.Key(Mirror).InvalidText("must set spec.nodeName if mirror pod annotation is set");
        }

        if (annotations.Key(DeletionCost) is { IsSet: true } cost && !IsCost(cost.Text))
        {
            cost.InvalidText("must be a 32bit integer");
        }

        ProfileAnnotations.Check(annotations);
        foreach (var (key, value) in annotations.Entries())
        {
            if (key.StartsWith(AppArmor, StringComparison.Ordinal))
            {
                Profile(value, key[AppArmor.Length..], spec);
            }
        }
    }

    private static void Profile(Field profile, string container, Field spec)
    {
        if (!Containers.All(spec).Any(c => c["name"].Text == container))
        {
            profile.Invalid(GoText.Quote(container), "container not found");
        }

        if (profile.Text is not ("" or "runtime/default" or "unconfined") && !profile.Text.StartsWith("localhost/", StringComparison.Ordinal))
        {
            profile.InvalidText($"invalid AppArmor profile name: {GoText.Quote(profile.Text)}");
        }
    }

    // Neither a plus sign nor a leading zero: the server's own stricter reading of an integer.
    private static bool IsCost(string text) =>
        int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _) && text is not ['+', ..] && (text == "0" || text is not ['0', ..]);
}
