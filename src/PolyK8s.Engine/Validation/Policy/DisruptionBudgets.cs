using System.Collections.Immutable;

namespace PolyK8s.Engine.Validation.Policy;

/// <summary>PodDisruptionBudgets. Their metadata is checked as any object's.</summary>
/// <remarks>Mirrors <c>ValidatePodDisruptionBudgetSpec</c> of <c>pkg/apis/policy/validation</c>.</remarks>
internal static class DisruptionBudgets
{
    private static readonly ImmutableArray<string> Evictions = ["AlwaysAllow", "IfHealthyBudget"];

    /// <summary>A PodDisruptionBudget.</summary>
    public static void Check(Field budget)
    {
        var spec = budget["spec"];
        if (spec["minAvailable"].IsSet && spec["maxUnavailable"].IsSet)
        {
            spec.InvalidJson("minAvailable and maxUnavailable cannot be both set");
        }

        foreach (var name in (ReadOnlySpan<string>)["minAvailable", "maxUnavailable"])
        {
            IntOrPercents.Check(spec[name]);
            IntOrPercents.AtMost100(spec[name]);
        }

        LabelSelectors.Check(spec["selector"]);
        spec["unhealthyPodEvictionPolicy"].OneOfIfSet(Evictions);
    }
}
