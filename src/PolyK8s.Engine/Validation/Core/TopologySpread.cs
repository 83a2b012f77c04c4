namespace PolyK8s.Engine.Validation.Core;

/// <summary>How Pods spread over zones and nodes.</summary>
/// <remarks>Mirrors <c>validateTopologySpreadConstraints</c> of <c>pkg/apis/core/validation</c>.</remarks>
internal static class TopologySpread
{
    private const string NotPositive = "must be greater than zero";

    /// <summary>The constraints.</summary>
    public static void Check(Field constraints)
    {
        var all = constraints.Items().ToArray();
        for (var i = 0; i < all.Length; i++)
        {
            One(all[i], all.AsSpan(i + 1));
        }
    }

    private static void One(Field constraint, ReadOnlySpan<Field> rest)
    {
        var (key, otherwise) = (constraint["topologyKey"], constraint["whenUnsatisfiable"]);
        if (constraint["maxSkew"].Number <= 0)
        {
            constraint["maxSkew"].InvalidNumber(NotPositive);
        }

        key.RequiredText("can not be empty");
        otherwise.OneOf(["DoNotSchedule", "ScheduleAnyway"]);
        foreach (var other in rest)
        {
            if (other["topologyKey"].Text == key.Text && other["whenUnsatisfiable"].Text == otherwise.Text)
            {
                constraint["{topologyKey, whenUnsatisfiable}"].Duplicate(GoText.Quote($"{{{key.Text}, {otherwise.Text}}}"));
                break;
            }
        }

        MinDomains(constraint["minDomains"], otherwise.Text);
        constraint["nodeAffinityPolicy"].OneOfIfSet(["Honor", "Ignore"]);
        constraint["nodeTaintsPolicy"].OneOfIfSet(["Honor", "Ignore"]);
        Keys(constraint["matchLabelKeys"], constraint["labelSelector"]);
        LabelSelectors.Check(constraint["labelSelector"]);
    }

    private static void MinDomains(Field least, string otherwise)
    {
        if (least.IsSet && least.Number <= 0)
        {
            least.InvalidNumber(NotPositive);
        }

        if (least.IsSet && otherwise != "DoNotSchedule")
        {
            least.InvalidNumber($"can only use minDomains if whenUnsatisfiable=DoNotSchedule, not {otherwise}");
        }
    }

    private static void Keys(Field keys, Field selector)
    {
        if (keys.Count > 0 && !selector.IsSet)
        {
            keys.Forbidden("must not be specified when labelSelector is not set");
        }

        foreach (var key in keys.Items())
        {
            key.Must(LabelNames.Key);
            if (selector["matchLabels"].Has(key.Text) || selector["matchExpressions"].Items().Any(e => e["key"].Text == key.Text))
            {
                key.InvalidText("exists in both matchLabelKeys and labelSelector");
            }
        }
    }
}
