using System.Collections.Immutable;

namespace PolyK8s.Engine.Validation.Admission;

/// <summary>ValidatingWebhookConfigurations and MutatingWebhookConfigurations.</summary>
/// <remarks>Mirrors <c>validateValidatingWebhook</c>, <c>validateMutatingWebhook</c> and <c>validateAdmissionReviewVersions</c> of <c>pkg/apis/admissionregistration/validation</c>.</remarks>
internal static class WebhookConfigurations
{
    private static readonly ImmutableArray<string> SideEffects = ["None", "NoneOnDryRun"];
    private static readonly ImmutableArray<string> Reinvocations = ["IfNeeded", "Never"];
    private static readonly ImmutableArray<string> ReviewVersions = ["v1", "v1beta1"];

    /// <summary>A configuration of either kind.</summary>
    public static void Check(Field configuration)
    {
        ObjectMetas.CheckAny(configuration["metadata"], DnsNames.Subdomain);
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var hook in configuration["webhooks"].Items())
        {
            Hook(hook);
            Versions(hook["admissionReviewVersions"]);
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
        Client(hook["clientConfig"]);
        AdmissionPolicies.MatchConditions(hook["matchConditions"]);
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

    private static void Client(Field client)
    {
        var (url, service) = (client["url"], client["service"]);
        if (url.IsSet == service.IsSet)
        {
            client.Required("exactly one of url or service is required");
        }
        else if (url.IsSet)
        {
            Url(url);
        }
        else
        {
            service["name"].RequiredText("service name is required");
            service["namespace"].RequiredText("service namespace is required");
            if (service["port"].NumberOr(443) is < 1 or > 65535)
            {
                service["port"].InvalidNumber("port is not valid: must be between 1 and 65535, inclusive");
            }

            if (service["path"].Text.Length > 0 && service["path"].Text[0] != '/')
            {
                service["path"].InvalidText("must start with a '/'");
            }
        }
    }

    private static void Url(Field url)
    {
        const string form = "; desired format: https://host[/path]";
        if (!Uri.TryCreate(url.Text, UriKind.Absolute, out var parsed) || parsed.Scheme != "https")
        {
            url.InvalidText("'https' is the only allowed URL scheme" + form);
        }
        else if (parsed.Host.Length == 0)
        {
            url.Invalid("\"\"", "host must be specified" + form);
        }
        else if (parsed.UserInfo.Length + parsed.Fragment.Length + parsed.Query.Length > 0)
        {
            url.InvalidText("user, fragment and query parameters are not permitted in the URL" + form);
        }
    }

    private static void Versions(Field versions)
    {
        if (versions.Count == 0)
        {
            versions.Required("must specify one of v1, v1beta1");
            return;
        }

        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var version in versions.Items())
        {
            if (!seen.Add(version.Text))
            {
                version.InvalidText("duplicate version");
            }
            else
            {
                version.Must(DnsNames.OldLabel);
            }
        }

        if (!seen.Overlaps(ReviewVersions))
        {
            versions.InvalidJson("must include at least one of v1, v1beta1");
        }
    }
}
