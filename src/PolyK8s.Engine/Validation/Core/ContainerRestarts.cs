using System.Collections.Immutable;

namespace PolyK8s.Engine.Validation.Core;

/// <summary>A container's own restart policy and the rules to it.</summary>
/// <remarks>Mirrors <c>validateContainerRestartPolicy</c> of <c>pkg/apis/core/validation</c>.</remarks>
internal static class ContainerRestarts
{
    /// <summary>The most rules a container may have.</summary>
    private const int MostRules = 20;

    /// <summary>The most exit codes a rule may name.</summary>
    private const int MostCodes = 255;

    private static readonly ImmutableArray<string> Policies = ["Always", "Never", "OnFailure"];

    /// <summary>The policy and rules of a container.</summary>
    public static void Check(Field container)
    {
        var (policy, rules) = (container["restartPolicy"], container["restartPolicyRules"]);
        policy.OneOfIfSet(Policies);
        if (rules.Count == 0)
        {
            return;
        }

        if (!policy.IsSet)
        {
            policy.Required("must specify restartPolicy when restart rules are used");
        }

        if (rules.Count > MostRules)
        {
            rules.TooMany(MostRules);
        }

        foreach (var rule in rules.Items())
        {
            rule["action"].OneOf(["Restart", "RestartAllContainers"]);
            if (rule["exitCodes"].IsSet)
            {
                rule["exitCodes"]["operator"].OneOf(["In", "NotIn"]);
                if (rule["exitCodes"]["values"] is { Count: > MostCodes } codes)
                {
                    codes.TooMany(MostCodes);
                }
            }
            else
            {
                rule["exitCodes"].Required("must be specified");
            }
        }
    }
}
