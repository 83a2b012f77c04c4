using System.Collections.Immutable;
using PolyK8s.Engine.Validation.Core;

namespace PolyK8s.Engine.Validation.Batch;

/// <summary>Jobs.</summary>
/// <remarks>Mirrors <c>ValidateJob</c> and <c>validateJobSpec</c> of <c>pkg/apis/batch/validation</c>. The server writes selector and labels of a Job itself unless <c>manualSelector</c> is set.</remarks>
internal static class Jobs
{
    private static readonly ImmutableArray<string> CompletionModes = ["NonIndexed", "Indexed"];
    private static readonly string[] Counts =
        ["parallelism", "completions", "activeDeadlineSeconds", "backoffLimit", "ttlSecondsAfterFinished", "backoffLimitPerIndex", "maxFailedIndexes"];

    /// <summary>A Job.</summary>
    public static void Check(Field job)
    {
        var (name, spec) = (job["metadata"]["name"].Text, job["spec"]);
        ObjectMetas.Check(job["metadata"], DnsNames.Subdomain);
        Spec(spec, spec["manualSelector"].IsTrue ? "" : name);
        if (spec["manualSelector"].IsTrue)
        {
            if (!spec["selector"].IsSet)
            {
                spec["selector"].Required();
            }

            LabelSelectors.Check(spec["selector"]);
            LabelSelectors.Matches(spec);
        }
        else if (job.Before is null)
        {
            GeneratedSelectors.Check(spec, name);
        }
        else
        {
            GeneratedSelectors.Kept(spec, name, job.Before);
        }

        if (spec["completionMode"].Text == "Indexed" && spec["completions"].Number is > 0 and var completions && !DnsNames.Label($"{name}-{completions - 1}").IsEmpty)
        {
            job["metadata"]["name"].InvalidText($"will not able to create pod with invalid DNS label: {name}-{completions - 1}");
        }
    }

    /// <summary>The spec of a Job or of a CronJob's template.</summary>
    /// <param name="spec">The spec.</param>
    /// <param name="name">The Job's name, which the server writes into the template's labels; empty when it does not yet.</param>
    public static void Spec(Field spec, string name)
    {
        foreach (var count in Counts)
        {
            spec[count].NonNegative();
        }

        if (spec["maxFailedIndexes"].IsSet && !spec["backoffLimitPerIndex"].IsSet)
        {
            spec["backoffLimitPerIndex"].Required("when maxFailedIndexes is specified");
        }

        ManagedBy(spec["managedBy"]);
        Completion(spec);
        JobPolicies.Check(spec);
        Template(spec, name);
    }

    private static void ManagedBy(Field manager)
    {
        if (!manager.IsSet)
        {
            return;
        }

        DomainPaths.Check(manager);
        if (manager.Text.Length > 63)
        {
            manager.TooLong(63);
        }
    }

    private static void Completion(Field spec)
    {
        var (mode, failed) = (spec["completionMode"], spec["maxFailedIndexes"]);
        mode.OneOfIfSet(CompletionModes);
        if (mode.Text == "Indexed")
        {
            Indexed(spec);
        }
        else if (!mode.IsSet || mode.Text == "NonIndexed")
        {
            foreach (var field in ((Field[])[spec["backoffLimitPerIndex"], failed]).Where(field => field.IsSet))
            {
                field.InvalidNumber("requires indexed completion mode");
            }
        }
    }

    private static void Indexed(Field spec)
    {
        const long most = 100_000;
        const long mostOfMany = 10_000;
        var (parallelism, completions, failed) = (spec["parallelism"], spec["completions"], spec["maxFailedIndexes"]);
        if (!completions.IsSet)
        {
            completions.Required("when completion mode is Indexed");
        }

        if (parallelism.Number > most)
        {
            parallelism.InvalidNumber($"must be less than or equal to {most} when completion mode is Indexed");
        }

        if (completions.IsSet && failed.Number > completions.Number)
        {
            failed.InvalidNumber("must be less than or equal to completions");
        }

        if (failed.Number > most)
        {
            failed.InvalidNumber($"must be less than or equal to {most}");
        }

        if (completions.Number <= most || !spec["backoffLimitPerIndex"].IsSet)
        {
            return;
        }

        if (!failed.IsSet)
        {
            failed.Required($"must be specified when completions is above {most}");
        }

        foreach (var field in ((Field[])[parallelism, failed]).Where(field => field.Number > mostOfMany))
        {
            field.InvalidNumber($"must be less than or equal to {mostOfMany} when completions are above {most} and used with backoff limit per index");
        }
    }

    private static void Template(Field spec, string name)
    {
        var (template, restart) = (spec["template"], spec["template"]["spec"]["restartPolicy"]);
        foreach (var fault in name.Length == 0 ? [] : LabelNames.Value(name))
        {
            // One for each of the two labels that carry the name.
            template["labels"].Invalid(GoText.Quote(name), fault);
            template["labels"].Invalid(GoText.Quote(name), fault);
        }

        PodTemplates.Check(template);
        if (restart.Text is "" or "Always")
        {
            restart.Required("valid values: \"OnFailure\", \"Never\"");
        }
        else if (restart.Text is not ("OnFailure" or "Never"))
        {
            restart.OneOf(["OnFailure", "Never"]);
        }
        else if (spec["podFailurePolicy"].IsSet && restart.Text != "Never")
        {
            restart.InvalidText("only \"Never\" is supported when podFailurePolicy is specified");
        }
    }
}
