using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Dafny;
using PolyK8s.Engine.Rbac;
using PolyK8s.Kernels.Granting;
using PolyK8s.Kernels.Permissions;
using PolyK8s.Kernels.PolicyRules;
using PolyK8s.Kernels.SafeCapability;
using Holder = PolyK8s.Kernels.Granting.Author;
using Holding = PolyK8s.Kernels.SafeCapability.Rules;

namespace PolyK8s.Engine.Kernels;

/// <summary>The rules somebody holds, ready for the kernel; converted once and kept.</summary>
public sealed class Capability
{
    private static readonly _IWord AnyWord = Word.create_Any();
    private static readonly _IResource EveryResource = Resource.create_Every();
    private static readonly _IName AnyName = Name.create_AnyName();

    private readonly ImmutableArray<_IRule> _rules;

    private Capability(ImmutableArray<_IRule> rules, long permissions) =>
        (_rules, Kernel, Permissions) = (rules, Holding.create(Sequence(rules)), permissions);

    /// <summary>Nothing.</summary>
    public static Capability None { get; } = new([], 0);

    /// <summary>Every permission there is.</summary>
    public static Capability Everything { get; } = Of(ImmutableArray.Create<PolicyRule>(new(["*"], ["*"], ["*"], [], []), new(["*"], [], [], [], ["*"])));

    /// <summary>How many single permissions there are, at most <see cref="long.MaxValue"/>.</summary>
    public long Permissions { get; }

    /// <summary>The rules as the kernel has them.</summary>
    internal _IRules Kernel { get; }

    /// <summary>What some rules grant.</summary>
    public static Capability Of(ImmutableArray<PolicyRule> rules) =>
        new([.. rules.Select(ToKernel)], rules.Aggregate(0L, (sum, rule) => Sum(sum, rule.Permissions)));

    /// <summary>What several hold together.</summary>
    public static Capability Of(ImmutableArray<Capability> all) =>
        new([.. all.SelectMany(c => c._rules)], all.Aggregate(0L, (sum, c) => Sum(sum, c.Permissions)));

    /// <summary>Whether a request, or a whole permission, is allowed by one of the rules.</summary>
    public bool Allows(Access access) => Kernel.Allows(ToKernel(access));

    /// <summary>The permissions of <paramref name="servant"/> that are not held here, each once, in the servant's order; none exactly when all are.</summary>
    public ImmutableArray<Access> Uncovered(Capability servant) => Distinct(Kernel.Uncovered(servant.Kernel));

    /// <summary>Decides whether the holder of these rules may write a role or a binding.</summary>
    /// <param name="masters">Whether the author is of <c>system:masters</c>.</param>
    /// <param name="entitlement"><c>escalate</c> on the role written, or <c>bind</c> on the role referred to.</param>
    /// <param name="granted">What the role grants; null when there is no such role.</param>
    /// <param name="aggregates">Whether the role has or had an aggregation rule.</param>
    public GrantDecision Decide(bool masters, Access entitlement, Capability? granted, bool aggregates)
    {
        var grant = granted is null ? Grant.create_Missing() : Grant.create_Rights(granted.Kernel);
        var decision = Holder.create(masters, Kernel).Decide(ToKernel(entitlement), grant, aggregates);
        return decision.is_Allowed ? GrantDecision.Allow
            : decision.is_NoSuchRole ? GrantDecision.NoSuchRole
            : new(false, false, Distinct(decision.dtor_uncovered), Distinct(decision.dtor_authority));
    }

    /// <summary>Whether these rules are tidy and allow exactly what others allow: a normal form that may stand for them.</summary>
    public bool IsNormalFormOf(Capability original) => PolyK8s.Kernels.NormalForms.NormalForm.create(Kernel).IsNormalFormOf(original.Kernel);

    private static ImmutableArray<Access> Distinct(ISequence<_IPermission> all) =>
        all.Count == 0 ? [] : [.. Evidence.create(all).Distinct().CloneAsArray().Select(FromKernel)];

    private static long Sum(long left, long right) => left > long.MaxValue - right ? long.MaxValue : left + right;

    private static ISequence<T> Sequence<T>(IEnumerable<T> items) => Dafny.Sequence<T>.FromArray([.. items]);

    private static _IRule ToKernel(PolicyRule rule) => Rule.create(
        Sequence(rule.Verbs.Select(ToWord)),
        Sequence(rule.ApiGroups.Select(ToWord)),
        Sequence(rule.Resources.Select(ToResource)),
        Sequence(rule.ResourceNames),
        Sequence(rule.NonResourceUrls.Select(ToUrl)));

    internal static _IPermission ToKernel(Access access) => access.Url is { } url
        ? Permission.create_OnUrl(ToWord(access.Verb), ToUrl(url))
        : Permission.create_OnResource(
            ToWord(access.Verb),
            ToWord(access.ApiGroup),
            ToResource(access.Resource),
            access.ResourceName is { } name ? Name.create_OneName(name) : AnyName);

    private static _IWord ToWord(string text) => text == "*" ? AnyWord : Word.create_Only(text);

    private static _IResource ToResource(string text) => text.IndexOf('/', StringComparison.Ordinal) switch
    {
        < 0 => text == "*" ? EveryResource : Resource.create_Whole(text),
        1 when text[0] == '*' => Resource.create_PartOfEvery(text[2..]),
        var slash => Resource.create_Part(text[..slash], text[(slash + 1)..]),
    };

    private static _IUrl ToUrl(string text) => Url.create(Dafny.Sequence<ushort>.FromArray(MemoryMarshal.Cast<char, ushort>(text).ToArray()));

    private static Access FromKernel(_IPermission permission) => permission.is_OnUrl
        ? Access.OnUrl(FromWord(permission.dtor_verb), string.Concat(permission.dtor_url.dtor_units.CloneAsArray().Select(unit => (char)unit)))
        : Access.OnResource(
            FromWord(permission.dtor_verb),
            FromWord(permission.dtor_group),
            FromResource(permission.dtor_resource),
            permission.dtor_name.is_OneName ? permission.dtor_name.dtor_text : null);

    private static string FromWord(_IWord word) => word.is_Any ? "*" : word.dtor_text;

    private static string FromResource(_IResource resource) =>
        resource.is_Every ? "*"
        : resource.is_Whole ? resource.dtor_name
        : resource.is_Part ? $"{resource.dtor_name}/{resource.dtor_part}"
        : $"*/{resource.dtor_part}";
}
