using PolyK8s.Engine.Lifecycles;

namespace PolyK8s.Readings;

/// <summary>Which status of a Job or of a certificate request may be written over which, read a second time; <paramref name="misreading"/> plants one mistake.</summary>
public sealed class StatusFieldReading(string misreading = "")
{
    private readonly JobConditionReading _conditions = new();

    /// <summary>The mistakes about Jobs.</summary>
    public static IReadOnlyList<string> JobMisreadings { get; } =
        ["completion may move", "completion needs nothing", "completion may come first", "start may always move", "counts may be negative", "counts may fall", "finished Jobs may be active"];

    /// <summary>The mistakes about requests.</summary>
    public static IReadOnlyList<string> RequestMisreadings { get; } =
        ["certificates may be replaced", "status decides", "approval issues", "conditions may be false", "approved and denied meet"];

    /// <summary>Whether a Job's status may be written over another.</summary>
    public bool Permits(JobFields before, JobFields after)
    {
        var (complete, finished) = (after.Conditions.Contains("Complete"), after.Conditions.Contains("Complete") || after.Conditions.Contains("Failed"));
        int[] counts = [after.Active, after.Ready, after.Terminating, after.Succeeded, after.Failed];
        return _conditions.Permits(before.Conditions, after.Conditions)
            && (misreading == "completion needs nothing" || after.Completion is not null == complete)
            && (misreading == "completion may come first" || !(after.Start > after.Completion))
            && (misreading == "completion may move" || before.Completion is null || before.Completion == after.Completion)
            && (misreading == "start may always move" || before.Start is null || before.Start == after.Start || before.Suspended || after.Suspended)
            && (misreading == "counts may be negative" || counts.All(c => c >= 0))
            && (misreading == "counts may fall" || (after.Failed >= before.Failed && (after.Elastic || after.Succeeded >= before.Succeeded)))
            && (misreading == "finished Jobs may be active" || !finished || after.Active <= 0)
            && (!finished || (after.Start is not null && after.Terminating <= 0 && !after.Uncounted))
            && after.Ready <= after.Active;
    }

    /// <summary>Whether a request may be written over another through a subresource.</summary>
    public bool Permits(string subresource, RequestFields before, RequestFields after)
    {
        bool Decided(string type) => after.Conditions.Contains(type) && !before.Conditions.Contains(type);
        return before.Conditions.All(after.Conditions.Contains)
            && (misreading == "approved and denied meet" || !(after.Conditions.Contains("Approved") && after.Conditions.Contains("Denied")))
            && (misreading == "certificates may be replaced" || before.Certificate is null || before.Certificate == after.Certificate)
            && (misreading == "approval issues" || subresource != "approval" || before.Certificate == after.Certificate)
            && (misreading == "status decides" || subresource != "status" || !(Decided("Approved") || Decided("Denied")))
            && (misreading == "conditions may be false" || after.AllTrue);
    }
}
