namespace PolyK8s.Engine.Rbac;

/// <summary>What the words of a policy rule stand for: to write rules shorter, and to propose; what is decided the kernel decides.</summary>
internal static class RulePatterns
{
    /// <summary>Whether a rule allows something with the objects it names, or with all if it names none.</summary>
    public static bool Allow(PolicyRule rule, string verb, string group, string resource) =>
        rule.Verbs.Any(pattern => Word(pattern, verb)) && rule.ApiGroups.Any(pattern => Word(pattern, group)) && rule.Resources.Any(pattern => Resource(pattern, resource));

    /// <summary>Whether a verb or API group takes in another: <c>*</c> takes in all.</summary>
    public static bool Word(string pattern, string word) => pattern == "*" || pattern == word;

    /// <summary>Whether a resource takes in another: <c>*/scale</c> takes in that subresource of each.</summary>
    public static bool Resource(string pattern, string resource) => Word(pattern, resource)
        || (pattern.StartsWith("*/", StringComparison.Ordinal) && resource.IndexOf('/', StringComparison.Ordinal) is var slash and >= 0 && resource.AsSpan(slash).SequenceEqual(pattern.AsSpan(1)));

    /// <summary>Whether a path takes in another: a <c>*</c> at the end stands for anything.</summary>
    public static bool Url(string pattern, string url) =>
        pattern == url || (pattern.EndsWith('*') && url.StartsWith(pattern.TrimEnd('*'), StringComparison.Ordinal));
}
