using System.Collections.Immutable;

namespace PolyK8s.Engine.Validation.Autoscaling;

/// <summary>How fast a HorizontalPodAutoscaler scales.</summary>
/// <remarks>Mirrors <c>validateBehavior</c>, <c>validateScalingRules</c> and <c>validateScalingPolicy</c> of <c>pkg/apis/autoscaling/validation</c>.</remarks>
internal static class ScalingBehavior
{
    private const long MostWindowSeconds = 3600;
    private const long MostPeriodSeconds = 1800;
    private const string NotPositive = "must be greater than zero";

    private static readonly ImmutableArray<string> Selections = ["Disabled", "Max", "Min"];
    private static readonly ImmutableArray<string> Types = ["Percent", "Pods"];

    /// <summary>The rules for both directions.</summary>
    public static void Check(Field behavior)
    {
        foreach (var direction in (string[])["scaleUp", "scaleDown"])
        {
            if (behavior[direction].IsSet)
            {
                Rules(behavior[direction]);
            }
        }
    }

    private static void Rules(Field rules)
    {
        var window = rules["stabilizationWindowSeconds"];
        if (window.Number < 0)
        {
            window.InvalidNumber("must be greater than or equal to zero");
        }

        if (window.Number > MostWindowSeconds)
        {
            window.InvalidNumber($"must be less than or equal to {MostWindowSeconds}");
        }

        rules["selectPolicy"].OneOfIfSet(Selections);
        if (rules["policies"] is { IsSet: true, Count: 0 } none)
        {
            none.Required("must specify at least one Policy");
        }

        foreach (var policy in rules["policies"].Items())
        {
            policy["type"].OneOf(Types);
            foreach (var field in ((Field[])[policy["value"], policy["periodSeconds"]]).Where(field => field.Number <= 0))
            {
                field.InvalidNumber(NotPositive);
            }

            if (policy["periodSeconds"].Number > MostPeriodSeconds)
            {
                policy["periodSeconds"].InvalidNumber($"must be less than or equal to {MostPeriodSeconds}");
            }
        }

        if (Quantities.Of(rules["tolerance"]).Nanos.Sign < 0)
        {
            Quantities.NonNegative(rules["tolerance"]);
        }
    }
}
