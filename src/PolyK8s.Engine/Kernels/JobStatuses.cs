using System.Collections.Immutable;
using PolyK8s.Engine.Lifecycles;
using Kernel = PolyK8s.Kernels.SafeResource;

namespace PolyK8s.Engine.Kernels;

/// <summary>What is wrong with a status write of a Job. Decided by the SafeResource kernel.</summary>
public static class JobStatuses
{
    /// <summary>Every law that writing <paramref name="after"/> over <paramref name="before"/> breaks.</summary>
    public static ImmutableArray<StatusFault> Faults(JobStatus before, JobStatus after) =>
        [.. Of(before).Faults(Of(after)).Select(FaultOf)];

    private static Kernel.Job Of(JobStatus status) => new(
        status.True.Contains("Complete"),
        status.True.Contains("Failed"),
        status.True.Contains("FailureTarget"),
        status.True.Contains("SuccessCriteriaMet"),
        Moments.Of(status.CompletionTime),
        status.Active);

    private static StatusFault FaultOf(Kernel._IJobFault fault) =>
        fault.is_Withdrawn ? new("condition withdrawn", Name(fault.dtor_condition))
        : fault.is_Together ? new("conditions exclude one another", Name(fault.dtor_one), Name(fault.dtor_other))
        : fault.is_CompletionTimeWithoutComplete ? new("completion time without completion", "completionTime")
        : fault.is_CompletionTimeChanged ? new("completion time changed", "completionTime")
        : new("active pods after the end", "active");

    private static string Name(Kernel._IJobCondition condition) =>
        condition.is_Complete ? "Complete"
        : condition.is_JobFailed ? "Failed"
        : condition.is_FailureTarget ? "FailureTarget"
        : "SuccessCriteriaMet";
}
