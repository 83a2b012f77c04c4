using System.Collections.Immutable;
using PolyK8s.Engine.Kernels;

namespace PolyK8s.Engine.Rbac.Reach;

/// <summary>The ways into groups: whoever impersonates a group must impersonate somebody with it, no matter whom.</summary>
/// <remarks>
/// As it does not matter whom, the first that a rule names stands for all that rules name: a way for each group, and not for
/// each pair.
/// </remarks>
internal static class ImpersonationMoves
{
    /// <summary>The moves of a scope by the names that the roles held there list; those that need no name belong to every scope.</summary>
    /// <param name="ns">The scope; empty for everywhere.</param>
    /// <param name="held">What is held in the scope, cluster-wide roles among it.</param>
    public static IEnumerable<ReachMove> Of(string ns, ImmutableArray<HeldRole> held)
    {
        var named = Named(ns, held).ToImmutableArray();
        foreach (var (action, with) in named)
        {
            yield return new("impersonate", action, [with, Demand("groups", null, isWide: true)], new(PowerKind.AnyGroup, "", ""));
        }

        (string Action, ReachDemand With)[] anybody =
        [
            .. ns.Length > 0 ? [] : new[] { ("impersonate somebody in it", Demand("users", null, isWide: true)) },
            ("impersonate a service account in it", Demand("serviceaccounts", null, isWide: false)),
            .. named,
        ];
        foreach (var group in NamesIn(held, "groups", isWide: true))
        {
            foreach (var (action, with) in anybody)
            {
                yield return new("impersonate", action, [with, Demand("groups", group, isWide: true)], Power.Of(Subject.Group(group)));
            }
        }
    }

    // A user is nobody of a namespace: that way is one of the whole cluster.
    private static IEnumerable<(string Action, ReachDemand With)> Named(string ns, ImmutableArray<HeldRole> held)
    {
        if (ns.Length == 0 && NamesIn(held, "users", isWide: true).FirstOrDefault() is { } user)
        {
            yield return ($"impersonate `{user}` in it", Demand("users", user, isWide: true));
        }

        if (NamesIn(held, "serviceaccounts", isWide: false).FirstOrDefault() is { } account)
        {
            yield return ($"impersonate service account `{account}` in it", Demand("serviceaccounts", account, isWide: false));
        }
    }

    // The names that rules list which allow to impersonate such a one; where it takes a rule that holds cluster-wide, of those.
    private static IEnumerable<string> NamesIn(ImmutableArray<HeldRole> held, string resource, bool isWide) => held
        .Where(role => !isWide || role.Binding.Namespace.Length == 0)
        .SelectMany(role => role.Role.Rules)
        .Where(rule => !rule.ResourceNames.IsEmpty && RulePatterns.Allow(rule, "impersonate", "", resource))
        .SelectMany(rule => rule.ResourceNames)
        .Distinct(StringComparer.Ordinal);

    private static ReachDemand Demand(string resource, string? name, bool isWide) => new(Access.OnResource("impersonate", "", resource, name), isWide);
}
