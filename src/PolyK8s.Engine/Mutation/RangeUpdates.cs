using PolyK8s.Engine.Validation;

namespace PolyK8s.Engine.Mutation;

/// <summary>The ranges of a ServiceCIDR.</summary>
/// <remarks>Mirrors <c>ValidateServiceCIDRUpdate</c> of <c>pkg/apis/networking/validation</c>.</remarks>
internal static class RangeUpdates
{
    /// <summary>They stay, but a second one, of the other family, may join the first.</summary>
    public static void Ranges(Transition change)
    {
        var (now, before) = (change.New("spec.cidrs"), change.Before.TextsAt("spec", "cidrs"));
        var grows = before.Length == 1 && now.Count == 2;
        if (now.Count != before.Length && !grows)
        {
            now.Invalid(now.IsSet ? GoText.Items(now.Node!) : "null", Rows.Immutable);
            return;
        }

        foreach (var (range, was) in now.Items().Zip(before))
        {
            if (range.Text != was)
            {
                range.InvalidText(Rows.Immutable);
            }
        }
    }
}
