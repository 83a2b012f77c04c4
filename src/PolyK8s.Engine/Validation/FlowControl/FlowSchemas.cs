using System.Collections.Immutable;

namespace PolyK8s.Engine.Validation.FlowControl;

/// <summary>FlowSchemas.</summary>
/// <remarks>Mirrors <c>ValidateFlowSchema</c> of <c>pkg/apis/flowcontrol/validation</c>; what the bootstrap schemas must look like is left out.</remarks>
internal static class FlowSchemas
{
    private const long DefaultPrecedence = 1000;
    private const long MostPrecedence = 10_000;
    private static readonly ImmutableArray<string> Methods = ["ByNamespace", "ByUser"];

    private static readonly ImmutableArray<string> Verbs = ["create", "delete", "deletecollection", "get", "list", "patch", "proxy", "update", "watch"];

    /// <summary>A FlowSchema.</summary>
    public static void Check(Field schema)
    {
        var spec = schema["spec"];
        ObjectMetas.Check(schema["metadata"], DnsNames.Subdomain);
        Precedence(spec["matchingPrecedence"], schema["metadata"]["name"].Text);
        if (spec["distinguisherMethod"].IsSet)
        {
            spec["distinguisherMethod"]["type"].OneOf(Methods);
        }

        if (spec["priorityLevelConfiguration"]["name"].RequiredText("must reference a priority level"))
        {
            spec["priorityLevelConfiguration"]["name"].Must(DnsNames.Subdomain);
        }

        foreach (var rule in spec["rules"].Items())
        {
            Rule(rule);
        }
    }

    // A precedence of 0 is the default.
    private static void Precedence(Field precedence, string name)
    {
        var value = precedence.Number == 0 ? DefaultPrecedence : precedence.Number;
        if (value <= 0)
        {
            precedence.InvalidNumber("must be a positive value");
        }

        if (value > MostPrecedence)
        {
            precedence.InvalidNumber($"must not be greater than {MostPrecedence}");
        }

        if (value == 1 && name != "exempt")
        {
            precedence.InvalidNumber("only the schema named 'exempt' may have matchingPrecedence 1");
        }
    }

    private static void Rule(Field rule)
    {
        if (rule["subjects"].Count == 0)
        {
            rule["subjects"].Required("subjects must contain at least one value");
        }

        foreach (var subject in rule["subjects"].Items())
        {
            FlowSubjects.Check(subject);
        }

        if (rule["resourceRules"].Count + rule["nonResourceRules"].Count == 0)
        {
            rule.Required("at least one of resourceRules and nonResourceRules has to be non-empty");
        }

        foreach (var resource in rule["resourceRules"].Items())
        {
            Resources(resource);
        }

        foreach (var urls in rule["nonResourceRules"].Items())
        {
            Verb(urls["verbs"]);
            Urls(urls["nonResourceURLs"]);
        }
    }

    private static void Resources(Field rule)
    {
        Verb(rule["verbs"]);
        Some(rule["apiGroups"], "resource rules must supply at least one api group", "api groups");
        Some(rule["resources"], "resource rules must supply at least one resource", "resources");
        var spaces = rule["namespaces"];
        if (spaces.Count == 0 && !rule["clusterScope"].IsTrue)
        {
            spaces.Required("resource rules that are not cluster scoped must supply at least one namespace");
        }
        else if (!Alone(spaces, "namespaces"))
        {
            foreach (var space in spaces.Items())
            {
                foreach (var fault in DnsNames.Label(space.Text))
                {
                    space.InvalidText("each member of this list must be '*' or a DNS-1123 label; " + fault);
                }
            }
        }
    }

    private static void Some(Field list, string missing, string what)
    {
        if (list.Count == 0)
        {
            list.Required(missing);
        }
        else
        {
            Alone(list, what);
        }
    }

    private static void Verb(Field verbs)
    {
        if (verbs.Count == 0)
        {
            verbs.Required("verbs must contain at least one value");
        }
        else if (!Alone(verbs, "verbs") && verbs.Texts().Any(verb => !Verbs.Contains(verb, StringComparer.Ordinal)))
        {
            verbs.NotSupported(GoText.Items(verbs.Node!), Verbs);
        }
    }

    private static bool Alone(Field list, string what)
    {
        if (!list.Texts().Contains("*"))
        {
            return false;
        }

        if (list.Count > 1)
        {
            list.InvalidJson($"if '*' is present, must not specify other {what}");
        }

        return true;
    }

    private static void Urls(Field urls)
    {
        if (urls.Count == 0)
        {
            urls.Required("nonResourceURLs must contain at least one value");
        }
        else if (!Alone(urls, "non-resource URLs"))
        {
            foreach (var url in urls.Items())
            {
                Url(url);
            }
        }
    }

    private static void Url(Field url)
    {
        var fault = url.Text switch
        {
            "" => "must not be empty",
            "/" => null,
            not ['/', ..] => "must start with slash",
            var path when path.Contains(' ', StringComparison.Ordinal) => "must not contain white-space",
            var path when path.Contains("//", StringComparison.Ordinal) => "must not contain double slash",
            var path when path.Count(c => c == '*') is var stars && (stars > 1 || (stars == 1 && !path.EndsWith("/*", StringComparison.Ordinal))) => "wildcard can only do suffix matching",
            _ => null,
        };
        if (fault is not null)
        {
            url.InvalidText(fault);
        }
    }
}
