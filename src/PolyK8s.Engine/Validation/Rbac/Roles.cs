using System.Collections.Immutable;

namespace PolyK8s.Engine.Validation.Rbac;

/// <summary>Roles and ClusterRoles.</summary>
/// <remarks>Mirrors <c>ValidateRole</c>, <c>ValidateClusterRole</c> and <c>ValidatePolicyRule</c> of <c>pkg/apis/rbac/validation</c>.</remarks>
internal static class Roles
{
    /// <summary>A name of a role or a binding; the beginning of one is taken for a whole one.</summary>
    /// <remarks>Mirrors <c>ValidateRBACName</c>.</remarks>
    public static ImmutableArray<string> Name(string name) => DnsNames.PathSegment(name);

    /// <summary>A Role.</summary>
    public static void Check(Field role)
    {
        ObjectMetas.Check(role["metadata"], Name);
        Rules(role["rules"], namespaced: true);
    }

    /// <summary>A ClusterRole.</summary>
    public static void Cluster(Field role)
    {
        ObjectMetas.Check(role["metadata"], Name);
        Rules(role["rules"], namespaced: false);
        var selectors = role["aggregationRule"]["clusterRoleSelectors"];
        if (role["aggregationRule"].IsSet && selectors.Count == 0)
        {
            selectors.Required("at least one clusterRoleSelector required if aggregationRule is non-nil");
        }

        foreach (var selector in selectors.Items())
        {
            LabelSelectors.Check(selector);
        }
    }

    private static void Rules(Field rules, bool namespaced)
    {
        foreach (var rule in rules.Items())
        {
            if (rule["verbs"].Count == 0)
            {
                rule["verbs"].Required("verbs must contain at least one value");
            }

            if (rule["nonResourceURLs"].Count > 0)
            {
                Urls(rule, namespaced);
                continue;
            }

            if (rule["apiGroups"].Count == 0)
            {
                rule["apiGroups"].Required("resource rules must supply at least one api group");
            }

            if (rule["resources"].Count == 0)
            {
                rule["resources"].Required("resource rules must supply at least one resource");
            }
        }
    }

    private static void Urls(Field rule, bool namespaced)
    {
        if (namespaced)
        {
            rule["nonResourceURLs"].InvalidJson("namespaced rules cannot apply to non-resource URLs");
        }

        if (rule["apiGroups"].Count + rule["resources"].Count + rule["resourceNames"].Count > 0)
        {
            rule["nonResourceURLs"].InvalidJson("rules cannot apply to both regular resources and non-resource URLs");
        }
    }
}
