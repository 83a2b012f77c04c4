using System.Collections.Immutable;
using PolyK8s.Engine.Manifests;

namespace PolyK8s.Engine.Validation.Batch;

/// <summary>CronJobs.</summary>
/// <remarks>Mirrors <c>ValidateCronJobCreate</c>, <c>ValidateCronJobUpdate</c> and <c>validateCronJobSpec</c> of <c>pkg/apis/batch/validation</c>.</remarks>
internal static class CronJobs
{
    // The controller appends 11 characters to make the name of a Job, which has at most 63.
    private const int MostNameCharacters = 52;
    private static readonly ImmutableArray<string> Concurrency = ["Allow", "Forbid", "Replace"];

    /// <summary>A CronJob.</summary>
    public static void Check(Field job)
    {
        var (name, spec) = (job["metadata"]["name"], job["spec"]);
        ObjectMetas.Check(job["metadata"], DnsNames.Subdomain);
        Schedule(spec, job.Before?["spec"]);
        spec["startingDeadlineSeconds"].NonNegative();
        if (spec["timeZone"].IsSet && job.Before?.TextAt("spec", "timeZone") != spec["timeZone"].Text)
        {
            Zone(spec["timeZone"]);
        }

        spec["concurrencyPolicy"].OneOf(Concurrency, "Allow");
        spec["successfulJobsHistoryLimit"].NonNegative();
        spec["failedJobsHistoryLimit"].NonNegative();
        Template(spec["jobTemplate"]);
        if (job.Before is null && name.Text.Length > MostNameCharacters)
        {
            name.InvalidText($"must be no more than {MostNameCharacters} characters");
        }
    }

    private static void Template(Field template)
    {
        // The server does not report the labels of the template's metadata.
        var spec = template["spec"];
        Jobs.Spec(spec, "");
        if (spec["selector"].IsSet)
        {
            spec["selector"].Invalid(LabelSelectors.Printed(spec["selector"]), "`selector` will be auto-generated");
        }

        if (spec["manualSelector"].IsTrue)
        {
            spec["manualSelector"].NotSupported("true", "nil", "false");
        }
    }

    // A zone in a schedule stays legal where there was one before.
    private static void Schedule(Field spec, ManifestNode? before)
    {
        var (schedule, hadZone) = (spec["schedule"], before?.TextAt("schedule")?.Contains("TZ", StringComparison.Ordinal) == true);
        if (!schedule.RequiredText())
        {
            return;
        }

        if (CronSchedule.Fault(schedule.Text) is { } fault)
        {
            schedule.InvalidText(fault);
        }

        if (schedule.Text.Contains("TZ", StringComparison.Ordinal) && (!hadZone || spec["timeZone"].IsSet))
        {
            schedule.InvalidText(hadZone ? "cannot use both timeZone field and TZ or CRON_TZ in schedule" : "cannot use TZ or CRON_TZ in schedule, use timeZone field instead");
        }
    }

    private static void Zone(Field zone)
    {
        if (zone.Text.Length == 0)
        {
            zone.InvalidText("timeZone must be nil or non-empty string");
        }
        else if (zone.Text.Equals("local", StringComparison.OrdinalIgnoreCase))
        {
            zone.InvalidText("timeZone must be an explicit time zone as defined in https://www.iana.org/time-zones");
        }
        else if (!TimeZones.Contains(zone.Text))
        {
            zone.InvalidText($"unknown time zone {zone.Text}");
        }
    }
}
