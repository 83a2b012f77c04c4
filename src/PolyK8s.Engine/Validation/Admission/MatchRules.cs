using System.Collections.Immutable;

namespace PolyK8s.Engine.Validation.Admission;

/// <summary>Which requests a webhook or an admission policy is asked about.</summary>
/// <remarks>Mirrors <c>validateRule</c>, <c>validateResources</c>, <c>validateRuleWithOperations</c> and <c>validateMatchResources</c> of <c>pkg/apis/admissionregistration/validation</c>.</remarks>
internal static class MatchRules
{
    /// <summary>What to do when a policy cannot be asked.</summary>
    public static readonly ImmutableArray<string> FailurePolicies = ["Fail", "Ignore"];

    /// <summary>Whether other versions of a resource match.</summary>
    public static readonly ImmutableArray<string> MatchPolicies = ["Equivalent", "Exact"];

    private static readonly ImmutableArray<string> Operations = ["*", "CONNECT", "CREATE", "DELETE", "UPDATE"];
    private static readonly ImmutableArray<string> Scopes = ["*", "Cluster", "Namespaced"];

    /// <summary>The match constraints of a policy or of a binding.</summary>
    public static void Resources(Field match)
    {
        match["matchPolicy"].OneOfIfSet(MatchPolicies);
        LabelSelectors.Check(match["namespaceSelector"]);
        LabelSelectors.Check(match["objectSelector"]);
        foreach (var rule in match["resourceRules"].Items().Concat(match["excludeResourceRules"].Items()))
        {
            Names(rule["resourceNames"]);
            Rule(rule);
        }
    }

    /// <summary>A rule: operations and resources.</summary>
    public static void Rule(Field rule)
    {
        var operations = rule["operations"];
        if (operations.Count == 0)
        {
            operations.Required();
        }

        Alone(operations, "operations");
        foreach (var operation in operations.Items())
        {
            operation.OneOf(Operations);
        }

        if (rule["apiGroups"].Count == 0)
        {
            rule["apiGroups"].Required();
        }

        Alone(rule["apiGroups"], "API groups");
        if (rule["apiVersions"].Count == 0)
        {
            rule["apiVersions"].Required();
        }

        Alone(rule["apiVersions"], "API versions");
        foreach (var version in rule["apiVersions"].Items())
        {
            version.RequiredText();
        }

        Resource(rule["resources"]);
        rule["scope"].OneOfIfSet(Scopes);
    }

    private static void Alone(Field list, string what)
    {
        if (list.Count > 1 && list.Texts().Contains("*"))
        {
            list.InvalidJson($"if '*' is present, must not specify other {what}");
        }
    }

    private static void Resource(Field resources)
    {
        if (resources.Count == 0)
        {
            resources.Required();
        }

        var (whole, everywhere) = (new HashSet<string>(StringComparer.Ordinal), new HashSet<string>(StringComparer.Ordinal));
        foreach (var item in resources.Items())
        {
            if (!item.RequiredText() || item.Text.Split('/', 2) is not [var resource, var sub])
            {
                continue;
            }

            if (whole.Contains(resource))
            {
                item.InvalidText($"if '{resource}/*' is present, must not specify {item.Text}");
            }

            if (everywhere.Contains(sub))
            {
                item.InvalidText($"if '*/{sub}' is present, must not specify {item.Text}");
            }

            _ = sub == "*" && whole.Add(resource);
            _ = resource == "*" && everywhere.Add(sub);
        }

        var texts = resources.Texts();
        if (texts.Length > 1 && texts.Contains("*/*"))
        {
            resources.InvalidJson("if '*/*' is present, must not specify other resources");
        }

        if (texts.Contains("*") && texts.LastOrDefault(text => text.Length > 0 && !text.Contains('/', StringComparison.Ordinal)) is { } last && last != "*")
        {
            resources.InvalidJson("if '*' is present, must not specify other resources without subresources");
        }
    }

    private static void Names(Field names)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var name in names.Items())
        {
            name.Must(DnsNames.PathSegment);
            if (!seen.Add(name.Text))
            {
                name.DuplicateText();
            }
        }
    }
}
