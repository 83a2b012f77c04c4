namespace PolyK8s.Engine.Validation.Core;

/// <summary>How Pods spread over zones and nodes.</summary>
/// <remarks>Mirrors <c>validateTopologySpreadConstraints</c> of <c>pkg/apis/core/validation</c>.</remarks>
internal static class TopologySpread
{
    private const string NotPositive = "must be greater than zero";

    /// <summary>The constraints; the labels are those that the server merges into selectors.</summary>
    public static void Check(Field constraints, Field? labels)
    {
        var all = constraints.Items().ToArray();
        for (var i = 0; i < all.Length; i++)
        {
            One(all[i], all.AsSpan(i + 1), labels);
        }
    }

    private static void One(Field constraint, ReadOnlySpan<Field> rest, Field? labels)
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
        MatchLabelKeys.Check(constraint, labels);
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
}
