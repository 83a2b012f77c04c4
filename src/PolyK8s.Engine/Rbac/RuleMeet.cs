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
        if (First(one.Verbs, other.Verbs, WordTakes) is not { } verb)
        {
            return null;
        }

        var url = First(one.NonResourceUrls, other.NonResourceUrls, UrlTakes);
        return url is not null ? Access.OnUrl(verb, url)
            : First(one.ApiGroups, other.ApiGroups, WordTakes) is { } group && First(one.Resources, other.Resources, ResourceTakes) is { } resource && Name(one, other) is var (meets, name) && meets
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

    private static bool WordTakes(string pattern, string word) => pattern == "*" || pattern == word;

    private static bool ResourceTakes(string pattern, string resource) => WordTakes(pattern, resource)
        || (pattern.StartsWith("*/", StringComparison.Ordinal) && resource.IndexOf('/', StringComparison.Ordinal) is var slash and >= 0 && resource.AsSpan(slash).SequenceEqual(pattern.AsSpan(1)));

    private static bool UrlTakes(string pattern, string url) => pattern == url || (pattern.EndsWith('*') && url.StartsWith(pattern.TrimEnd('*'), StringComparison.Ordinal));
}
