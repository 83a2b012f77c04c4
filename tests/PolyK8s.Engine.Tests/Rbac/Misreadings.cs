using System.Collections.Immutable;
using PolyK8s.Engine.Rbac;
using PolyK8s.Readings;

namespace PolyK8s.Engine.Tests.Rbac;

/// <summary>Ways in which RBAC has been read wrongly, by name.</summary>
internal static class Misreadings
{
    /// <summary>All of them.</summary>
    public static IReadOnlyDictionary<string, RbacReading> All { get; } = new Dictionary<string, RbacReading>
    {
        ["a star among resource names is a wildcard"] = new StarNames(),
        ["a rule without names covers nothing that has one"] = new NoNamesIsNone(),
        ["a rule with names covers what is for all objects"] = new NamesForAll(),
        ["verbs are compared without case"] = new AnyCase(),
        ["the core group is in every rule"] = new CoreGroupEverywhere(),
        ["a resource includes its subresources"] = new Subresources(),
        ["pods/* is a wildcard"] = new StarSubresource(),
        ["*/log covers log only when it is written out"] = new NoSubresourceStar(),
        ["two rules join"] = new Joining(),
        ["/apis/* covers /apis"] = new UrlRoot(),
        ["a star in the middle of a URL is a wildcard"] = new UrlMiddleStar(),
        ["only one star is taken off a URL"] = new UrlOneStar(),
    };

    private sealed class StarNames : RbacReading
    {
        protected override bool NameFits(PolicyRule rule, string? name) => base.NameFits(rule, name) || rule.ResourceNames.Contains("*");
    }

    private sealed class NoNamesIsNone : RbacReading
    {
        protected override bool NameFits(PolicyRule rule, string? name) => name is null ? rule.ResourceNames.IsEmpty : rule.ResourceNames.Contains(name);
    }

    private sealed class NamesForAll : RbacReading
    {
        protected override bool NameFits(PolicyRule rule, string? name) => name is null || base.NameFits(rule, name);
    }

    private sealed class AnyCase : RbacReading
    {
        protected override bool VerbFits(PolicyRule rule, string verb) => rule.Verbs.Contains("*") || rule.Verbs.Contains(verb, StringComparer.OrdinalIgnoreCase);
    }

    private sealed class CoreGroupEverywhere : RbacReading
    {
        protected override bool GroupFits(PolicyRule rule, string group) => group.Length == 0 || base.GroupFits(rule, group);
    }

    private sealed class Subresources : RbacReading
    {
        protected override bool ResourceFits(PolicyRule rule, string resource) => base.ResourceFits(rule, resource) || rule.Resources.Contains(resource.Split('/')[0]);
    }

    private sealed class StarSubresource : RbacReading
    {
        protected override bool ResourceFits(PolicyRule rule, string resource) => base.ResourceFits(rule, resource) || rule.Resources.Contains(resource.Split('/')[0] + "/*");
    }

    private sealed class NoSubresourceStar : RbacReading
    {
        protected override bool ResourceFits(PolicyRule rule, string resource) => rule.Resources.Contains("*") || rule.Resources.Contains(resource);
    }

    private sealed class Joining : RbacReading
    {
        public override bool Allows(ImmutableArray<PolicyRule> rules, Access request) => request.Url is not null
            ? base.Allows(rules, request)
            : rules.Any(r => VerbFits(r, request.Verb)) && rules.Any(r => GroupFits(r, request.ApiGroup) && ResourceFits(r, request.Resource) && NameFits(r, request.ResourceName));
    }

    private sealed class UrlRoot : RbacReading
    {
        protected override bool UrlFits(PolicyRule rule, string url) => base.UrlFits(rule, url) || rule.NonResourceUrls.Contains(url + "/*");
    }

    private sealed class UrlMiddleStar : RbacReading
    {
        protected override bool UrlFits(PolicyRule rule, string url) =>
            base.UrlFits(rule, url) || rule.NonResourceUrls.Any(pattern => pattern.IndexOf('*', StringComparison.Ordinal) is var star and >= 0 && url.StartsWith(pattern[..star], StringComparison.Ordinal));
    }

    private sealed class UrlOneStar : RbacReading
    {
        protected override bool UrlFits(PolicyRule rule, string url) => rule.NonResourceUrls.Any(pattern =>
            pattern == url || (pattern.EndsWith('*') && url.StartsWith(pattern[..^1], StringComparison.Ordinal)));
    }
}
