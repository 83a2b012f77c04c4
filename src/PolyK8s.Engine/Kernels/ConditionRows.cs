using System.Collections.Immutable;
using PolyK8s.Engine.Lifecycles;
using PolyK8s.Kernels.SafeResource;

namespace PolyK8s.Engine.Kernels;

/// <summary>Which conditions stay, exclude one another and need one another: the border to the rows of SafeResource.</summary>
public static class ConditionRows
{
    private static readonly ImmutableArray<(string Type, _ICondition Condition)> Known =
    [
        ("Complete", Condition.create_Complete()), ("Failed", Condition.create_Failed()),
        ("FailureTarget", Condition.create_FailureTarget()), ("SuccessCriteriaMet", Condition.create_SuccessCriteriaMet()),
        ("Approved", Condition.create_Approved()), ("Denied", Condition.create_Denied()),
    ];

    private static readonly _IRow JobRow = Row.Job();
    private static readonly _IRow RequestRow = Row.CertificateSigningRequest();

    /// <summary>What is wrong with a Job's conditions, given those that are true before and after.</summary>
    public static ImmutableArray<StatusFault> OfJob(IEnumerable<string> before, IEnumerable<string> after) => Faults(JobRow, before, after);

    /// <summary>What is wrong with the conditions of a CertificateSigningRequest, given those present before and after.</summary>
    public static ImmutableArray<StatusFault> OfRequest(IEnumerable<string> before, IEnumerable<string> after) =>
        Faults(RequestRow, before, after);

    internal static _IConditions ToKernel(ImmutableArray<string> types)
    {
        bool complete = false, failed = false, failureTarget = false, successCriteriaMet = false, approved = false, denied = false;
        foreach (var type in types)
        {
            complete |= type == "Complete";
            failed |= type == "Failed";
            failureTarget |= type == "FailureTarget";
            successCriteriaMet |= type == "SuccessCriteriaMet";
            approved |= type == "Approved";
            denied |= type == "Denied";
        }

        return Conditions.create(complete, failed, failureTarget, successCriteriaMet, approved, denied);
    }

    private static ImmutableArray<StatusFault> Faults(_IRow row, IEnumerable<string> before, IEnumerable<string> after) =>
        [.. row.Faults(ToKernel([.. before]), ToKernel([.. after])).CloneAsArray().Select(FromKernel)];

    private static StatusFault FromKernel(_IConditionFault fault) =>
        fault.is_Removed ? new("condition removed", Name(fault.dtor_condition))
        : fault.is_Together ? new("conditions exclude one another", Name(fault.dtor_pair.dtor_left), Name(fault.dtor_pair.dtor_right))
        : new("condition needs another", Name(fault.dtor_pair.dtor_left), Name(fault.dtor_pair.dtor_right), Certain: false);

    private static string Name(_ICondition condition) => Known.First(k => k.Condition.Equals(condition)).Type;
}
