using System.Collections.Immutable;
using PolyK8s.Engine.Validation.Core;

namespace PolyK8s.Engine.Validation.Batch;

/// <summary>When a Job has failed, has succeeded, and replaces its Pods.</summary>
/// <remarks>Mirrors <c>validatePodFailurePolicy</c>, <c>validateSuccessPolicy</c> and <c>validatePodReplacementPolicy</c> of <c>pkg/apis/batch/validation</c>.</remarks>
internal static class JobPolicies
{
    private const int MostRules = 20;
    private const int MostExitCodes = 255;
    private const int MostConditions = 20;
    private const int MostIndexBytes = 64 * 1024;

    private static readonly ImmutableArray<string> Actions = ["Count", "FailIndex", "FailJob", "Ignore"];
    private static readonly ImmutableArray<string> Operators = ["In", "NotIn"];
    private static readonly ImmutableArray<string> Statuses = ["False", "True", "Unknown"];

    /// <summary>The three policies.</summary>
    public static void Check(Field spec)
    {
        if (spec["podFailurePolicy"].IsSet)
        {
            Failure(spec);
        }

        if (spec["successPolicy"].IsSet)
        {
            Success(spec);
        }

        if (spec["podReplacementPolicy"].IsSet)
        {
            spec["podReplacementPolicy"].OneOf(spec["podFailurePolicy"].IsSet ? ["Failed"] : ["Failed", "TerminatingOrFailed"]);
        }
    }

    private static void Failure(Field spec)
    {
        var rules = spec["podFailurePolicy"]["rules"];
        if (rules.Count > MostRules)
        {
            rules.TooMany(MostRules);
        }

        foreach (var rule in rules.Items())
        {
            var (action, codes, conditions) = (rule["action"], rule["onExitCodes"], rule["onPodConditions"]);
            if (action.Text == "FailIndex" && !spec["backoffLimitPerIndex"].IsSet)
            {
                action.InvalidText("requires the backoffLimitPerIndex to be set");
            }
            else
            {
                RequiredOneOf(action, Actions);
            }

            if (codes.IsSet)
            {
                ExitCodes(codes, spec["template"]["spec"]);
            }

            if (conditions.Count > MostConditions)
            {
                conditions.TooMany(MostConditions);
            }

            foreach (var condition in conditions.Items())
            {
                condition["type"].Must(LabelNames.Key);
                if (condition["status"].TextOr("True") is var status && !Statuses.Contains(status, StringComparer.Ordinal))
                {
                    condition["status"].OneOf(Statuses);
                }
            }

            if (codes.IsSet == conditions.Count > 0)
            {
                rule.Errors.Add(new(rule.Path, FieldErrorType.Invalid, null, codes.IsSet
                    ? "specifying both OnExitCodes and OnPodConditions is not supported"
                    : "specifying one of OnExitCodes and OnPodConditions is required", rule.Node));
            }
        }
    }

    private static void ExitCodes(Field codes, Field pod)
    {
        RequiredOneOf(codes["operator"], Operators);
        var (container, values) = (codes["containerName"], codes["values"]);
        if (container.IsSet && !Containers.All(pod).Any(c => c["name"].Text == container.Text))
        {
            container.InvalidText("must be one of the container or initContainer names in the pod template");
        }

        if (values.Count == 0)
        {
            values.InvalidJson("at least one value is required");
        }
        else if (values.Count > MostExitCodes)
        {
            values.TooMany(MostExitCodes);
        }

        var seen = new HashSet<long>();
        foreach (var value in values.Items())
        {
            if (codes["operator"].Text == "In" && value.Number == 0)
            {
                value.InvalidNumber("must not be 0 for the In operator");
            }

            if (!seen.Add(value.Number))
            {
                value.Duplicate(GoText.Number(value.Number));
            }
        }

        var numbers = values.Items().Select(value => value.Number).ToArray();
        if (!numbers.Order().SequenceEqual(numbers))
        {
            values.InvalidJson("must be ordered");
        }
    }

    private static void Success(Field spec)
    {
        var rules = spec["successPolicy"]["rules"];
        if (spec["completionMode"].Text != "Indexed")
        {
            spec["successPolicy"].InvalidJson("requires indexed completion mode");
            return;
        }

        if (rules.Count == 0)
        {
            rules.Required("at least one rules must be specified when the successPolicy is specified");
        }

        if (rules.Count > MostRules)
        {
            rules.TooMany(MostRules);
        }

        foreach (var rule in rules.Items())
        {
            var (count, most) = (rule["succeededCount"], spec["completions"].Number);
            if (!count.IsSet && !rule["succeededIndexes"].IsSet)
            {
                rule.Required("at least one of succeededCount or succeededIndexes must be specified");
            }

            if (rule["succeededIndexes"].Text.Length > MostIndexBytes)
            {
                rule["succeededIndexes"].TooLong(MostIndexBytes);
            }

            var (indexes, fault) = JobIndexes.Count(rule["succeededIndexes"].Text, most);
            if (fault is not null)
            {
                rule["succeededIndexes"].InvalidText($"error parsing succeededIndexes: {fault}");
            }

            count.NonNegative();
            if (count.Number > most)
            {
                count.InvalidNumber($"must be less than or equal to {most} (the number of specified completions)");
            }

            if (rule["succeededIndexes"].IsSet && count.Number > indexes)
            {
                count.InvalidNumber($"must be less than or equal to {indexes} (the number of indexes in the specified succeededIndexes field)");
            }
        }
    }

    // Go prints a list of quoted words between brackets, separated by spaces.
    private static void RequiredOneOf(Field field, ImmutableArray<string> accepted) =>
        field.RequiredOneOf(accepted, detail: $"valid values: [{string.Join(' ', accepted.Select(GoText.Quote))}]");
}
