using System.Collections.Immutable;
using PolyK8s.Engine.Validation.Expressions;

namespace PolyK8s.Engine.Validation.Admission;

/// <summary>ValidatingWebhookConfigurations and MutatingWebhookConfigurations.</summary>
/// <remarks>Mirrors <c>validateValidatingWebhook</c>, <c>validateMutatingWebhook</c> and <c>validateAdmissionReviewVersions</c> of <c>pkg/apis/admissionregistration/validation</c>.</remarks>
internal static class WebhookConfigurations
{
    private static readonly ImmutableArray<string> SideEffects = ["None", "NoneOnDryRun"];
    private static readonly ImmutableArray<string> Reinvocations = ["IfNeeded", "Never"];

    /// <summary>A configuration of either kind.</summary>
    public static void Check(Field configuration)
    {
        ObjectMetas.CheckAny(configuration["metadata"], DnsNames.Subdomain);
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var hook in configuration["webhooks"].Items())
        {
            Hook(hook);
            WebhookClients.ReviewVersions(hook["admissionReviewVersions"], "must specify one of v1, v1beta1");
            if (hook["name"].Text.Length > 0 && !names.Add(hook["name"].Text))
            {
                hook["name"].DuplicateText();
            }
        }
    }

    private static void Hook(Field hook)
    {
        Name(hook["name"]);
        foreach (var rule in hook["rules"].Items())
        {
            MatchRules.Rule(rule);
        }

        hook["failurePolicy"].OneOfIfSet(MatchRules.FailurePolicies);
        hook["matchPolicy"].OneOfIfSet(MatchRules.MatchPolicies);
        if (!hook["sideEffects"].IsSet)
        {
            hook["sideEffects"].Required("must specify one of None, NoneOnDryRun");
        }

        hook["sideEffects"].OneOfIfSet(SideEffects);
        if (hook["timeoutSeconds"].NumberOr(10) is < 1 or > 30)
        {
            hook["timeoutSeconds"].InvalidNumber("the timeout value must be between 1 and 30 seconds");
        }

        LabelSelectors.Check(hook["namespaceSelector"]);
        LabelSelectors.Check(hook["objectSelector"]);
        hook["reinvocationPolicy"].OneOfIfSet(Reinvocations);
        WebhookClients.Check(hook["clientConfig"]);
        AdmissionPolicies.MatchConditions(hook["matchConditions"], CelExpressions.OfWebhooks);
    }

    private static void Name(Field name)
    {
        if (!name.RequiredText())
        {
            return;
        }

        if (DnsNames.Subdomain(name.Text) is { IsEmpty: false } faults)
        {
            name.InvalidText(string.Join(",", faults));
        }
        else if (name.Text.Split('.').Length < 3)
        {
            name.InvalidText("should be a domain with at least three segments separated by dots");
        }
    }
}
