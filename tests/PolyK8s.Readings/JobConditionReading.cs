namespace PolyK8s.Readings;

/// <summary>Which conditions of a Job may follow which, read a second time; <paramref name="misreading"/> plants one mistake.</summary>
public sealed class JobConditionReading(string misreading = "")
{
    /// <summary>The mistakes.</summary>
    public static IReadOnlyList<string> Misreadings { get; } =
        ["conditions may go", "nothing excludes anything", "target and success meet", "complete needs nothing", "failed needs nothing"];

    /// <summary>Whether the conditions that are true after may follow those before.</summary>
    public bool Permits(IReadOnlyCollection<string> before, IReadOnlyCollection<string> after)
    {
        var stays = misreading == "conditions may go" || before.All(after.Contains);
        // Two of the four exclusions follow from the other two and the needs, so only forgetting all of them, or those of the target, shows.
        var apart = misreading == "nothing excludes anything"
            || (!Both(after, "Complete", "Failed")
                && !Both(after, "SuccessCriteriaMet", "Failed")
                && (misreading == "target and success meet" || !(Both(after, "Complete", "FailureTarget") || Both(after, "SuccessCriteriaMet", "FailureTarget"))));
        return stays && apart
            && (misreading == "complete needs nothing" || !after.Contains("Complete") || after.Contains("SuccessCriteriaMet"))
            && (misreading == "failed needs nothing" || !after.Contains("Failed") || after.Contains("FailureTarget"));
    }

    private static bool Both(IReadOnlyCollection<string> all, string left, string right) => all.Contains(left) && all.Contains(right);
}
