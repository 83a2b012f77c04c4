using System.Collections.Immutable;
using PolyK8s.Engine.Kernels;

namespace PolyK8s.Engine.Rbac;

/// <summary>The rules of a role, sorted and without what others of them say already. Proposed here, checked by the kernel.</summary>
public static class NormalForm
{
    /// <summary>Rules are compared in pairs, and their permissions one by one; a role beyond is shown as it stands.</summary>
    private const int MostRules = 500;

    /// <summary>Each permission meets every name that is listed: so many comparisons take a fraction of a second.</summary>
    private const long MostNamesCompared = 20_000_000;

    /// <summary>The normal form of some rules; the rules themselves when there are too many to compare.</summary>
    public static ImmutableArray<PolicyRule> Of(ImmutableArray<PolicyRule> rules)
    {
        var original = Capability.Of(rules);
        var names = rules.Sum(rule => (long)rule.ResourceNames.Length);
        if (rules.Length > MostRules || original.Permissions > AccessList.MostCompared || original.Permissions * names > MostNamesCompared)
        {
            return rules;
        }

        var form = Proposed(rules);
        return Capability.Of(form).IsNormalFormOf(original) ? form
            : throw new InvalidOperationException("the kernel refused a normal form that was proposed");
    }

    private static ImmutableArray<PolicyRule> Proposed(ImmutableArray<PolicyRule> rules)
    {
        var tidy = rules.SelectMany(Tidied).OrderBy(Key, StringComparer.Ordinal).ToImmutableArray();
        return [.. tidy.Where((rule, i) => !tidy.Where((other, j) => i != j && Spans(other, rule) && (j < i || !Spans(rule, other))).Any())];
    }

    // What allows nothing is left out: a rule without verbs, resources without groups, groups without resources. A rule that
    // has URLs beside resources, as only a file can, becomes two.
    private static IEnumerable<PolicyRule> Tidied(PolicyRule rule)
    {
        var verbs = Words(rule.Verbs);
        if (!verbs.IsEmpty && !rule.ApiGroups.IsEmpty && !rule.Resources.IsEmpty)
        {
            yield return new(verbs, Words(rule.ApiGroups), Sorted(rule.Resources, RulePatterns.Resource), [.. rule.ResourceNames.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)], []);
        }

        if (!verbs.IsEmpty && !rule.NonResourceUrls.IsEmpty)
        {
            yield return new(verbs, [], [], [], Sorted(rule.NonResourceUrls, RulePatterns.Url));
        }
    }

    private static bool Spans(PolicyRule rule, PolicyRule other) =>
        Each(rule.Verbs, other.Verbs, RulePatterns.Word)
        && Each(rule.ApiGroups, other.ApiGroups, RulePatterns.Word)
        && Each(rule.Resources, other.Resources, RulePatterns.Resource)
        && Each(rule.NonResourceUrls, other.NonResourceUrls, RulePatterns.Url)
        && (rule.ResourceNames.IsEmpty || (!other.ResourceNames.IsEmpty && Each(rule.ResourceNames, other.ResourceNames, string.Equals)));

    private static bool Each(ImmutableArray<string> patterns, ImmutableArray<string> words, Func<string, string, bool> takes) =>
        words.All(word => patterns.Any(pattern => takes(pattern, word)));

    private static ImmutableArray<string> Words(ImmutableArray<string> words) => Sorted(words, RulePatterns.Word);

    private static ImmutableArray<string> Sorted(ImmutableArray<string> words, Func<string, string, bool> takes)
    {
        var distinct = words.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToImmutableArray();
        return [.. distinct.Where((word, i) => !distinct.Where((other, j) => i != j && takes(other, word) && (j < i || !takes(word, other))).Any())];
    }

    private static string Key(PolicyRule rule) =>
        string.Join('\n', [.. rule.ApiGroups, "", .. rule.Resources, "", .. rule.ResourceNames, "", .. rule.NonResourceUrls, "", .. rule.Verbs]);
}
