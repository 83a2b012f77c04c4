using System.Collections.Immutable;
using PolyK8s.Engine.Rbac;

namespace PolyK8s.Readings;

/// <summary>
/// RBAC read a second time, from Kubernetes' own words and without the kernel: the oracle of the differential tests and the
/// measure of the benchmarks.
/// </summary>
public static class RbacReading
{
    /// <summary>Whether one of some rules allows a request. A resource request names its object, or nothing with an empty name.</summary>
    public static bool Allows(ImmutableArray<PolicyRule> rules, Access request)
    {
        foreach (var rule in rules)
        {
            if (Allows(rule, request))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The permissions of the servant's rules, taken apart, that no single rule of the owner covers; each once, in order.</summary>
    public static ImmutableArray<Access> Uncovered(ImmutableArray<PolicyRule> owner, ImmutableArray<PolicyRule> servant)
    {
        var seen = new HashSet<Access>();
        var uncovered = ImmutableArray.CreateBuilder<Access>();
        foreach (var part in servant.SelectMany(TakenApart))
        {
            if (!owner.Any(rule => Covers(rule, part)) && seen.Add(part))
            {
                uncovered.Add(part);
            }
        }

        return uncovered.DrainToImmutable();
    }

    /// <summary>A rule, one permission at a time.</summary>
    public static IEnumerable<Access> TakenApart(PolicyRule rule)
    {
        foreach (var group in rule.ApiGroups)
        {
            foreach (var resource in rule.Resources)
            {
                foreach (var verb in rule.Verbs)
                {
                    foreach (var name in rule.ResourceNames.IsEmpty ? [null] : rule.ResourceNames.Cast<string?>())
                    {
                        yield return Access.OnResource(verb, group, resource, name);
                    }
                }
            }
        }

        foreach (var url in rule.NonResourceUrls)
        {
            foreach (var verb in rule.Verbs)
            {
                yield return Access.OnUrl(verb, url);
            }
        }
    }

    private static bool Allows(PolicyRule rule, Access request)
    {
        if (!rule.Verbs.Contains("*") && !rule.Verbs.Contains(request.Verb))
        {
            return false;
        }

        if (request.Url is { } url)
        {
            return rule.NonResourceUrls.Any(pattern => UrlMatches(pattern, url));
        }

        var slash = request.Resource.IndexOf('/', StringComparison.Ordinal);
        return (rule.ApiGroups.Contains("*") || rule.ApiGroups.Contains(request.ApiGroup))
            && (rule.Resources.Contains("*")
                || rule.Resources.Contains(request.Resource)
                || (slash >= 0 && rule.Resources.Contains("*" + request.Resource[slash..])))
            && (rule.ResourceNames.IsEmpty || rule.ResourceNames.Contains(request.ResourceName ?? ""));
    }

    private static bool Covers(PolicyRule owner, Access part)
    {
        if (!owner.Verbs.Contains("*") && !owner.Verbs.Contains(part.Verb))
        {
            return false;
        }

        if (part.Url is { } url)
        {
            return owner.NonResourceUrls.Any(pattern => UrlMatches(pattern, url));
        }

        var slash = part.Resource.IndexOf('/', StringComparison.Ordinal);
        var resourceFits = owner.Resources.Contains("*")
            || owner.Resources.Contains(part.Resource)
            || (slash >= 0 && owner.Resources.Contains("*" + part.Resource[slash..]));
        var nameFits = owner.ResourceNames.IsEmpty || (part.ResourceName is { } name && owner.ResourceNames.Contains(name));
        return resourceFits && nameFits && (owner.ApiGroups.Contains("*") || owner.ApiGroups.Contains(part.ApiGroup));
    }

    private static bool UrlMatches(string pattern, string url) =>
        pattern == url || (pattern.EndsWith('*') && url.StartsWith(pattern.TrimEnd('*'), StringComparison.Ordinal));
}
