using System.Collections.Immutable;
using CsCheck;
using PolyK8s.Engine.Rbac;

namespace PolyK8s.Engine.Tests.Kernels;

/// <summary>Rules and requests made of few words that RBAC treats differently, so that most pairs almost match.</summary>
internal static class RbacVocabulary
{
    private static readonly Gen<string> Verb = Of("get", "GET", "list", "update", "*", "");
    private static readonly Gen<string> Group = Of("", "apps", "*", "Apps");
    private static readonly Gen<string> Resource = Of("pods", "pods/log", "*/log", "*", "pods/*", "deployments/log", "*/*", "pods/", "a/log/b", "*/log/b");
    private static readonly Gen<string> Name = Of("a", "b", "*", "");
    private static readonly Gen<string> Url = Of("/apis", "/apis/", "/apis/*", "/apis/v1", "*", "/*", "/a*", "/a**", "/a*b", "/**", "", "**", "/apis*", "/a*b/c");

    private static readonly Gen<PolicyRule> ResourceRule =
        Gen.Select(Some(Verb), Some(Group), Some(Resource), Some(Name), (verbs, groups, resources, names) => new PolicyRule(verbs, groups, resources, names, []));

    private static readonly Gen<PolicyRule> UrlRule =
        Gen.Select(Some(Verb), Some(Url), (verbs, urls) => new PolicyRule(verbs, [], [], [], urls));

    // The API server refuses it; a file may hold it.
    private static readonly Gen<PolicyRule> MixedRule =
        Gen.Select(Some(Verb), Some(Group), Some(Resource), Some(Url), (verbs, groups, resources, urls) => new PolicyRule(verbs, groups, resources, [], urls));

    /// <summary>Up to four rules of any shape.</summary>
    public static Gen<ImmutableArray<PolicyRule>> Rules { get; } =
        Gen.Frequency((4, ResourceRule), (2, UrlRule), (1, MixedRule)).Array[0, 4].Select(rules => rules.ToImmutableArray());

    /// <summary>A request for a resource or a path.</summary>
    public static Gen<Access> Request { get; } = Gen.OneOf(
        Gen.Select(Verb, Group, Resource, Name, (verb, group, resource, name) => Access.OnResource(verb, group, resource, name)),
        Gen.Select(Verb, Url, (verb, url) => Access.OnUrl(verb, url)));

    private static Gen<string> Of(params string[] words) => Gen.Int[0, words.Length - 1].Select(i => words[i]);

    private static Gen<ImmutableArray<string>> Some(Gen<string> word) => word.Array[0, 3].Select(words => words.ToImmutableArray());
}
