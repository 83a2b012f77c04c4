using System.Collections.Immutable;
using PolyK8s.Engine.Validation.Core;

namespace PolyK8s.Engine.Validation.Scheduling;

/// <summary>PriorityClasses, RuntimeClasses and Leases.</summary>
/// <remarks>Mirrors <c>ValidatePriorityClass</c> of <c>pkg/apis/scheduling/validation</c>, <c>ValidateRuntimeClass</c> of <c>pkg/apis/node/validation</c> and <c>ValidateLease</c> of <c>pkg/apis/coordination/validation</c>.</remarks>
internal static class SchedulingObjects
{
    /// <summary>The highest priority a user may give; above are the system's own.</summary>
    private const long MostUserPriority = 1_000_000_000;

    private const string SystemPrefix = "system-";
    private static readonly ImmutableArray<string> PreemptionPolicies = ["PreemptLowerPriority", "Never"];

    /// <summary>A PriorityClass.</summary>
    public static void Priority(Field item)
    {
        var (name, value, policy) = (item["metadata"]["name"], item["value"], item["preemptionPolicy"]);
        ObjectMetas.Check(item["metadata"], DnsNames.Subdomain);
        if (name.Text.StartsWith(SystemPrefix, StringComparison.Ordinal) && NotSystem(name.Text, value.Number, item["globalDefault"].IsTrue) is { } fault)
        {
            name.Forbidden($"priority class names with '{SystemPrefix}' prefix are reserved for system use only. error: {fault}");
        }
        else if (!name.Text.StartsWith(SystemPrefix, StringComparison.Ordinal) && value.Number > MostUserPriority)
        {
            value.Forbidden($"maximum allowed value of a user defined priority is {MostUserPriority}");
        }

        if (policy.IsSet)
        {
            policy.RequiredOneOf(PreemptionPolicies);
        }
    }

    private static string? NotSystem(string name, long value, bool isDefault)
    {
        long? known = name switch { "system-node-critical" => 2_000_001_000, "system-cluster-critical" => 2_000_000_000, _ => null };
        return known is null ? $"{name} is not a known system priority class"
            : value != known ? $"value of {name} PriorityClass must be {known}"
            : isDefault ? $"globalDefault of {name} PriorityClass must be false"
            : null;
    }

    /// <summary>A RuntimeClass. Its finalizers and those of a Lease need no group: both validate metadata as apimachinery does.</summary>
    public static void Runtime(Field item)
    {
        ObjectMetas.CheckAny(item["metadata"], DnsNames.Subdomain);
        item["handler"].RequiredMust(DnsNames.Label);
        foreach (var (resource, amount) in Field.Elsewhere("overhead.podFixed.limits", item["overhead"]["podFixed"]).Entries())
        {
            ResourceNames.OfContainer(amount, resource);
            Quantities.OfResource(amount, resource);
        }

        LabelNames.Labels(item["scheduling"]["nodeSelector"]);
        Tolerations.Check(item["scheduling"]["tolerations"]);
        Unique(item["scheduling"]["tolerations"]);
    }

    // Mirrors validateTolerations of pkg/apis/node/validation: how long a taint is tolerated does not make two of one.
    private static void Unique(Field tolerations)
    {
        var seen = new HashSet<(string, string, string, string)>();
        foreach (var one in tolerations.Items().Where(one => !seen.Add((one["key"].Text, one["operator"].Text, one["value"].Text, one["effect"].Text))))
        {
            one.Duplicate(GoText.Json(one.Node));
        }
    }

    /// <summary>A Lease. Without coordinated leader election, which is off, the server drops its strategy and preferred holder before it validates.</summary>
    public static void Lease(Field item)
    {
        var spec = item["spec"];
        ObjectMetas.CheckAny(item["metadata"], DnsNames.Subdomain);
        if (spec["leaseDurationSeconds"] is { IsSet: true, Number: <= 0 } duration)
        {
            duration.InvalidNumber("must be greater than 0");
        }

        if (spec["leaseTransitions"].Number < 0)
        {
            spec["leaseTransitions"].InvalidNumber("must be greater than or equal to 0");
        }
    }
}
