using PolyK8s.Engine.Manifests;
using static PolyK8s.Engine.Lifecycles.StateLevel;

namespace PolyK8s.Engine.Lifecycles.Tables;

/// <summary>CronJobs, autoscalers, disruption budgets and quotas.</summary>
internal static class PolicyTables
{
    /// <summary>CronJobs.</summary>
    public static LifecycleTable CronJobs { get; } = new()
    {
        Kinds = [new("batch", "CronJob")],
        Fields = [FieldSource.Word("suspend", "spec.suspend"), FieldSource.Count("active", "status.active"), FieldSource.Word("last", "status.lastScheduleTime")],
        States = [new("Suspended", Held, "Idle", "Active"), new("Idle", Settled, "Suspended", "Active"), new("Active", Settled, "Suspended", "Idle")],
        Rows =
        [
            new("suspend = true", "Suspended", "CronJobSuspended", "no Job is started while it is suspended"),
            new("active > 0", "Active", "JobsActive", "{active} of its Jobs are active"),
            new("last?", "Idle", "Scheduled", "the last Job was started at {last}"),
            new("", "Idle", "NeverScheduled", "no Job was started yet"),
        ],
    };

    /// <summary>HorizontalPodAutoscalers.</summary>
    public static LifecycleTable Autoscalers { get; } = new()
    {
        Kinds = [new("autoscaling", "HorizontalPodAutoscaler")],
        Fields = [.. Common.Fields, FieldSource.Number("current", "status.currentReplicas"), FieldSource.Number("desired", "status.desiredReplicas")],
        States =
        [
            new("NotObserved", Underway, "Suspended", "Degraded", "Limited", "Active"),
            new("Suspended", Held, "Degraded", "Limited", "Active"),
            new("Degraded", Failing, "Suspended", "Limited", "Active"),
            new("Limited", Settled, "Suspended", "Degraded", "Active"),
            new("Active", Settled, "Suspended", "Degraded", "Limited"),
        ],
        Rows =
        [
            new("ScalingActive=False:ScalingDisabled", "Suspended", "ScalingDisabled", "{ScalingActive.message}"),
            new("AbleToScale=False", "Degraded", "{AbleToScale.reason}", "{AbleToScale.message}"),
            new("ScalingActive=False", "Degraded", "{ScalingActive.reason}", "{ScalingActive.message}"),
            new("ScalingLimited=True", "Limited", "{ScalingLimited.reason}", "{ScalingLimited.message}"),
            new("AbleToScale=True", "Active", "{AbleToScale.reason}", "{AbleToScale.message}"),
            new("", "NotObserved", "NoConditions", "the autoscaler has not said whether it can scale"),
        ],
        Invariants = [.. Common.Invariants, .. Common.NotNegative(("current", "status.currentReplicas"), ("desired", "status.desiredReplicas"))],
    };

    /// <summary>PodDisruptionBudgets.</summary>
    public static LifecycleTable Budgets { get; } = new()
    {
        Kinds = [new("policy", "PodDisruptionBudget")],
        Fields =
        [
            .. Common.Fields,
            FieldSource.Number("allowed", "status.disruptionsAllowed"),
            FieldSource.Number("healthy", "status.currentHealthy"),
            FieldSource.Number("needed", "status.desiredHealthy"),
            FieldSource.Number("expected", "status.expectedPods"),
            FieldSource.Of("spare", (budget, _) => Spare(budget)),
        ],
        States = WorkloadFields.Each("NotObserved", "SyncFailed", "Insufficient", "Sufficient") is var states ? [.. states.Select(s => s with { Level = LevelOf(s.Name) })] : [],
        Rows =
        [
            new("observed < generation", "NotObserved", "GenerationNotObserved", "generation {generation} is not observed yet, only {observed}"),
            new("DisruptionAllowed=False:SyncFailed", "SyncFailed", "SyncFailed", "{DisruptionAllowed.message}"),
            new("allowed > 0", "Sufficient", "SufficientPods", "{allowed} Pods may be evicted"),
            new("!observed? & !DisruptionAllowed", "NotObserved", "NotObserved", "the controller has not looked at it yet"),
            new("", "Insufficient", "InsufficientPods", "no Pod may be evicted: {healthy} are healthy and {needed} are needed"),
        ],
        Invariants =
        [
            .. Common.Invariants,
            .. Common.NotNegative(("allowed", "status.disruptionsAllowed"), ("healthy", "status.currentHealthy"), ("needed", "status.desiredHealthy"), ("expected", "status.expectedPods")),
            new("allowed > 0 & allowed > spare", "more disruptions allowed than there are healthy Pods to spare", "status.disruptionsAllowed"),
        ],
    };

    /// <summary>ResourceQuotas.</summary>
    public static LifecycleTable Quotas { get; } = new()
    {
        Kinds = [new("", "ResourceQuota")],
        Fields = [new("hard", "status.hard"), FieldSource.Of("exceeded", (quota, _) => QuotaReading.Exceeded(quota))],
        States = [new("NotObserved", Underway, "Within", "Exceeded"), new("Within", Settled, "Exceeded"), new("Exceeded", Held, "Within")],
        Rows =
        [
            new("!hard?", "NotObserved", "NotObserved", "the controller has not counted yet"),
            new("exceeded?", "Exceeded", "QuotaExceeded", "more is used than allowed: {exceeded}"),
            new("", "Within", "QuotaKept", "no more is used than allowed"),
        ],
    };

    private static StateLevel LevelOf(string state) => state switch { "Sufficient" => Settled, "Insufficient" => Held, "SyncFailed" => Failing, _ => Underway };

    private static ManifestNode? Spare(Manifest budget)
    {
        var (healthy, needed) = (budget.Root.At("status", "currentHealthy"), budget.Root.At("status", "desiredHealthy"));
        return healthy is not null && needed is not null && int.TryParse(healthy.Text, System.Globalization.CultureInfo.InvariantCulture, out var have) && int.TryParse(needed.Text, System.Globalization.CultureInfo.InvariantCulture, out var need)
            ? ManifestNode.Of((long)have - need)
            : null;
    }
}
