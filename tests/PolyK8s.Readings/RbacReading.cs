using System.Collections.Immutable;
using PolyK8s.Engine.Rbac;

namespace PolyK8s.Readings;

/// <summary>
/// RBAC read a second time, from Kubernetes' own words and without the kernel: the oracle of the differential tests and the
/// measure of the benchmarks.
/// </summary>
/// <remarks>A misreading overrides one member; the tests must tell each from the right one.</remarks>
public class RbacReading
{
    /// <summary>Whether one of some rules allows a request. A resource request names its object, or nothing with an empty name.</summary>
    public virtual bool Allows(ImmutableArray<PolicyRule> rules, Access request)
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
    public ImmutableArray<Access> Uncovered(ImmutableArray<PolicyRule> owner, ImmutableArray<PolicyRule> servant)
    {
        var seen = new HashSet<Access>();
        var uncovered = ImmutableArray.CreateBuilder<Access>();
        foreach (var rule in servant)
        {
            foreach (var part in TakenApart(rule))
            {
                if (!Allows(owner, part) && seen.Add(part))
                {
                    uncovered.Add(part);
                }
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
                    if (rule.ResourceNames.IsEmpty)
                    {
                        yield return Access.OnResource(verb, group, resource, null);
                    }

                    foreach (var name in rule.ResourceNames)
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

    /// <summary>Whether all of a permission, or a request, is within one rule.</summary>
    protected bool Allows(PolicyRule rule, Access access) =>
        VerbFits(rule, access.Verb)
        && (access.Url is { } url
            ? UrlFits(rule, url)
            : ResourceFits(rule, access.Resource) && GroupFits(rule, access.ApiGroup) && NameFits(rule, access.ResourceName));

    /// <summary>The verb is listed, or <c>*</c> is.</summary>
    protected virtual bool VerbFits(PolicyRule rule, string verb) => rule.Verbs.Contains("*") || rule.Verbs.Contains(verb);

    /// <summary>The group is listed, or <c>*</c> is.</summary>
    protected virtual bool GroupFits(PolicyRule rule, string group) => rule.ApiGroups.Contains("*") || rule.ApiGroups.Contains(group);

    /// <summary>The resource is listed as written, or <c>*</c> is, or <c>*/sub</c> for its subresource.</summary>
    protected virtual bool ResourceFits(PolicyRule rule, string resource)
    {
        if (rule.Resources.Contains("*") || rule.Resources.Contains(resource))
        {
            return true;
        }

        var slash = resource.IndexOf('/', StringComparison.Ordinal);
        return slash >= 0 && rule.Resources.Contains("*" + resource[slash..]);
    }

    /// <summary>The rule has no names, or lists this one.</summary>
    protected virtual bool NameFits(PolicyRule rule, string? name) =>
        rule.ResourceNames.IsEmpty || (name is not null && rule.ResourceNames.Contains(name));

    /// <summary>One of the URLs is this one, or ends in <c>*</c> and begins it.</summary>
    protected virtual bool UrlFits(PolicyRule rule, string url)
    {
        foreach (var pattern in rule.NonResourceUrls)
        {
            if (pattern == url || (pattern.EndsWith('*') && url.StartsWith(pattern.TrimEnd('*'), StringComparison.Ordinal)))
            {
                return true;
            }
        }

        return false;
    }
}
