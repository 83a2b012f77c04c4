using System.Collections.Immutable;
using PolyK8s.Engine.Lifecycles;
using PolyK8s.Kernels.JobStatus;

namespace PolyK8s.Engine.Kernels;

/// <summary>What may not become of the fields of a Job's status.</summary>
public static class JobStatuses
{
    /// <summary>Everything wrong with a write of the status, conditions first.</summary>
    public static ImmutableArray<StatusFault> Faults(JobFields before, JobFields after)
    {
        var step = Step.create(ToKernel(before), ToKernel(after));
        return step.Passes() ? [] : [.. ConditionRows.OfJob(before.Conditions, after.Conditions), .. step.FieldFaults().CloneAsArray().Select(FromKernel)];
    }

    private static _IStatus ToKernel(JobFields job) => Status.create(
        ConditionRows.ToKernel(job.Conditions), ToKernel(job.Start), ToKernel(job.Completion),
        job.Active, job.Ready, job.Terminating, job.Succeeded, job.Failed, job.Uncounted, job.Elastic, job.Suspended);

    private static _IMoment ToKernel(long? second) => second is { } at ? Moment.create_At(at) : Moment.create_Never();

    private static StatusFault FromKernel(_IFieldFault fault) =>
        fault.is_CompletionWithoutComplete ? new("completion time without Complete", "completionTime")
        : fault.is_CompleteWithoutCompletion ? new("Complete without a completion time", "completionTime")
        : fault.is_CompletionBeforeStart ? new("completion before start", "completionTime")
        : fault.is_FinishedWithoutStart ? new("finished without a start time", "startTime", Certain: false)
        : fault.is_FinishedWithActive ? new("finished with active Pods", "active", Certain: false)
        : fault.is_FinishedWithTerminating ? new("finished with terminating Pods", "terminating", Certain: false)
        : fault.is_FinishedWithUncounted ? new("finished with uncounted Pods", "uncountedTerminatedPods", Certain: false)
        : fault.is_MoreReadyThanActive ? new("more ready than active Pods", "ready", Certain: false)
        : fault.is_NegativeCount ? new("negative count", "")
        : fault.is_CompletionChanged ? new("completion time changed", "completionTime")
        : fault.is_StartChanged ? new("start time changed", "startTime")
        : fault.is_FailedDecreased ? new("count of failed Pods decreased", "failed", Certain: false)
        : new("count of succeeded Pods decreased", "succeeded", Certain: false);
}
