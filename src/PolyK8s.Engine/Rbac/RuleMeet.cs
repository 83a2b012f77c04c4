using System.Collections.Immutable;
using PolyK8s.Engine.Kernels;

namespace PolyK8s.Engine.Rbac;

/// <summary>A permission that two rules both allow. Proposed here; the kernel says whether both do.</summary>
internal static class RuleMeet
{
    /// <summary>The first such permission; null when the rules have nothing in common.</summary>
    public static Access? Of(PolicyRule one, PolicyRule other) =>
        Candidate(one, other) is { } access && Capability.Of([one]).Allows(access) && Capability.Of([other]).Allows(access) ? access : null;

    private static Access? Candidate(PolicyRule one, PolicyRule other)
    {
        if (First(one.Verbs, other.Verbs, RulePatterns.Word) is not { } verb)
        {
            return null;
        }

        var url = First(one.NonResourceUrls, other.NonResourceUrls, RulePatterns.Url);
        return url is not null ? Access.OnUrl(verb, url)
            : First(one.ApiGroups, other.ApiGroups, RulePatterns.Word) is { } group && First(one.Resources, other.Resources, RulePatterns.Resource) is { } resource && Name(one, other) is var (meets, name) && meets
                ? Access.OnResource(verb, group, resource, name)
                : null;
    }

    private static (bool Meets, string? Name) Name(PolicyRule one, PolicyRule other) =>
        one.ResourceNames.IsEmpty ? (true, other.ResourceNames.FirstOrDefault())
        : other.ResourceNames.IsEmpty ? (true, one.ResourceNames[0])
        : one.ResourceNames.FirstOrDefault(name => other.ResourceNames.Contains(name, StringComparer.Ordinal)) is { } common ? (true, common)
        : (false, null);

    private static string? First(ImmutableArray<string> one, ImmutableArray<string> other, Func<string, string, bool> takes) =>
        one.SelectMany(a => other.Select(b => takes(a, b) ? b : takes(b, a) ? a : null)).FirstOrDefault(common => common is not null);
}
