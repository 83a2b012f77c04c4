using static PolyK8s.Engine.Lifecycles.StateLevel;

namespace PolyK8s.Engine.Lifecycles.Tables;

/// <summary>Jobs. After k8s.io/kubernetes/pkg/controller/job and the validation of its status.</summary>
internal static class JobTable
{
    /// <summary>The table.</summary>
    public static LifecycleTable Table { get; } = new()
    {
        Kinds = [new("batch", "Job")],
        Fields =
        [
            FieldSource.Word("start", "status.startTime"),
            FieldSource.Word("suspend", "spec.suspend"),
            FieldSource.Number("active", "status.active"),
            FieldSource.Number("ready", "status.ready"),
            FieldSource.Number("terminating", "status.terminating"),
            FieldSource.Number("succeeded", "status.succeeded"),
            FieldSource.Number("failed", "status.failed"),
        ],
        States =
        [
            new("NotStarted", Underway, "Suspended", "Running", "Completing", "Failing", "Complete", "Failed"),
            new("Suspended", Held, "NotStarted", "Running", "Completing", "Failing", "Complete", "Failed"),
            new("Running", Underway, "Suspended", "Completing", "Failing", "Complete", "Failed"),
            new("Completing", Underway, "Complete"),
            new("Failing", Failing, "Failed"),
            new("Complete", Ended),
            new("Failed", Ended),
        ],
        Rows =
        [
            new("Complete=True", "Complete", "{Complete.reason}", "{succeeded} Pods succeeded, {failed} failed"),
            new("Failed=True", "Failed", "{Failed.reason}", "{Failed.message}"),
            new("SuccessCriteriaMet=True", "Completing", "{SuccessCriteriaMet.reason}", "its Pods are ending: {active} are active, {terminating} terminate"),
            new("FailureTarget=True", "Failing", "{FailureTarget.reason}", "{FailureTarget.message}"),
            new("Suspended=True", "Suspended", "{Suspended.reason}", "{Suspended.message}"),
            new("suspend = true", "Suspended", "JobSuspended", "it is to be suspended"),
            new("!start?", "NotStarted", "NotObserved", "the controller has not started it yet"),
            new("", "Running", "PodsActive", "{active} Pods are active, {succeeded} succeeded, {failed} failed"),
        ],
        Invariants =
        [
            .. Common.NotNegative(("active", "status.active"), ("ready", "status.ready"), ("terminating", "status.terminating"), ("succeeded", "status.succeeded"), ("failed", "status.failed")),
            new("Complete=True & Failed=True", "complete and failed", "status.conditions"),
            new("Complete=True & FailureTarget=True", "complete and to fail", "status.conditions"),
            new("Failed=True & SuccessCriteriaMet=True", "failed and successful", "status.conditions"),
            new("ready > active", "more ready than active Pods", "status.ready"),
            new("Complete=True & !start?", "complete and never started", "status.startTime"),
            new("Complete=True & active > 0", "complete with active Pods", "status.active"),
            new("Failed=True & active > 0", "failed with active Pods", "status.active"),
        ],
    };
}
