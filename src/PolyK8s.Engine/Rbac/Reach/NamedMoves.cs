using System.Collections.Immutable;
using PolyK8s.Engine.Kernels;

namespace PolyK8s.Engine.Rbac.Reach;

/// <summary>The ways that permissions limited to names offer, and those through one's own roles.</summary>
/// <remarks>Whoever may do something with one object and not with all of its kind has a rule that lists its name: no other name is asked for.</remarks>
internal static class NamedMoves
{
    /// <summary>
    /// The most names of one scope that are looked at: roles of people list some tens. Each is asked of every rule held, so
    /// that ten times as many would take seconds for one subject.
    /// </summary>
    public const int MostNames = 300;

    /// <summary>The moves by names that the rules held in a scope list.</summary>
    public static ImmutableArray<ReachMove> Of(string ns, ImmutableArray<HeldRole> held)
    {
        var moves = ImmutableArray.CreateBuilder<ReachMove>();
        foreach (var name in NamesIn(held).Take(MostNames))
        {
            moves.AddRange(InScope(ns, name));
            moves.AddRange(ns.Length == 0 ? Wide(name) : []);
        }

        foreach (var (user, group) in ns.Length == 0 ? Pairs(held) : [])
        {
            moves.Add(new("impersonate", $"impersonate `{user}` in it", [Everywhere("impersonate", "", "users", user), Everywhere("impersonate", "", "groups", group)], Power.Of(Subject.Group(group))));
        }

        foreach (var role in held.Where(role => (role.Binding.Namespace.Length == 0) == (ns.Length == 0)))
        {
            moves.AddRange(OwnRole(ns, role));
        }

        return moves.DrainToImmutable();
    }

    /// <summary>The names that rules list, each once.</summary>
    public static IEnumerable<string> NamesIn(ImmutableArray<HeldRole> held) =>
        held.SelectMany(role => role.Role.Rules).SelectMany(rule => rule.ResourceNames).Distinct(StringComparer.Ordinal);

    // A user and a group, each by name: of the names that come with `impersonate` alone, and few as pairs grow with the square.
    private static IEnumerable<(string User, string Group)> Pairs(ImmutableArray<HeldRole> held)
    {
        var names = held.SelectMany(role => role.Role.Rules)
            .Where(rule => rule.Verbs.Any(verb => verb is "impersonate" or "*"))
            .SelectMany(rule => rule.ResourceNames)
            .Distinct(StringComparer.Ordinal)
            .Take(MostPaired)
            .ToImmutableArray();
        return names.SelectMany(user => names.Select(group => (user, group)));
    }

    /// <summary>A role that names whom its holder may impersonate names a few; thirty make 900 pairs.</summary>
    private const int MostPaired = 30;

    private static IEnumerable<ReachMove> InScope(string ns, string name)
    {
        yield return new("token", "request a token of it", [Here("create", "", "serviceaccounts/token", name)], new(PowerKind.NamedAccount, ns, name));
        yield return new("impersonate", "impersonate it", [Here("impersonate", "", "serviceaccounts", name)], new(PowerKind.NamedAccount, ns, name));
        yield return new("impersonate", $"impersonate service account `{name}` in it", [Here("impersonate", "", "serviceaccounts", name), Everywhere("impersonate", "", "groups", null)], new(PowerKind.AnyGroup, "", ""));
        foreach (var (plural, verb, means) in ScopeMoves.IntoPods)
        {
            yield return new(means, $"use `{plural}` of Pod `{name}`", [Here(verb, "", plural, name)], new(PowerKind.Pod, ns, name));
        }

        yield return new("token-secret", $"read its token from Secret `{name}`", [Here("get", "", "secrets", name)], new(PowerKind.Secret, ns, name));
        foreach (var (group, plural, kind) in ScopeMoves.Makers.Skip(1))
        {
            yield return new("run", $"make {kind} `{name}` run as it", [Here("update", group, plural, name)], new(PowerKind.Rewrite, ns, $"{kind} {name}"));
            yield return new("run", $"make {kind} `{name}` run as it", [Here("patch", group, plural, name)], new(PowerKind.Rewrite, ns, $"{kind} {name}"));
        }

        foreach (var (kind, plural) in new[] { (RbacKinds.ClusterRole.Kind, "clusterroles"), (RbacKinds.Role.Kind, "roles") })
        {
            yield return new("bind", $"bind {kind} `{name}` to oneself", [Here("create", RbacKinds.Group, "rolebindings", null), Here("bind", RbacKinds.Group, plural, name)],
                new(ns.Length == 0 ? PowerKind.HolderAnywhere : PowerKind.Holder, ns, $"{kind} {name}"));
        }
    }

    private static IEnumerable<ReachMove> Wide(string name)
    {
        yield return new("bind", $"bind ClusterRole `{name}` to oneself", [Everywhere("create", RbacKinds.Group, "clusterrolebindings", null), Everywhere("bind", RbacKinds.Group, "clusterroles", name)], new(PowerKind.Holder, "", $"ClusterRole {name}"));
        yield return new("impersonate", "impersonate them", [Everywhere("impersonate", "", "users", name)], Power.Of(Subject.User(name)));
        yield return new("impersonate", "impersonate somebody in it", [Everywhere("impersonate", "", "users", null), Everywhere("impersonate", "", "groups", name)], Power.Of(Subject.Group(name)));
        yield return new("impersonate", "impersonate oneself in it", [Everywhere("impersonate", "", "users", name), Everywhere("impersonate", "", "groups", null)], new(PowerKind.AnyGroup, "", ""));
        yield return new("impersonate", "impersonate a service account in it", [Everywhere("impersonate", "", "serviceaccounts", null), Everywhere("impersonate", "", "groups", name)], Power.Of(Subject.Group(name)));
    }

    // Whoever may rewrite a role they hold, beyond what they hold, gives themselves all it can give.
    private static IEnumerable<ReachMove> OwnRole(string ns, HeldRole held)
    {
        var (reference, isCluster) = (held.Role.Reference, held.Role.Reference.IsClusterRole);
        foreach (var verb in (string[])["update", "patch"])
        {
            var resource = isCluster ? "clusterroles" : "roles";
            yield return new("escalate", $"add any permission to {reference}, which they hold",
                [new(Access.OnResource(verb, RbacKinds.Group, resource, reference.Name), isCluster), new(Access.OnResource("escalate", RbacKinds.Group, resource, reference.Name), isCluster)],
                ns.Length == 0 ? Power.Admin : new(PowerKind.AdminIn, ns, ""));
        }
    }

    private static ReachDemand Here(string verb, string group, string resource, string? name) => new(Access.OnResource(verb, group, resource, name), false);

    private static ReachDemand Everywhere(string verb, string group, string resource, string? name) => new(Access.OnResource(verb, group, resource, name), true);
}
