using System.Collections.Immutable;
using PolyK8s.Engine.Kernels;

namespace PolyK8s.Engine.Rbac.Reach;

/// <summary>The ways that permissions limited to names offer, and those through one's own roles.</summary>
/// <remarks>
/// Whoever may do something with one object and not with all of its kind has a rule that lists its name and allows that.
/// </remarks>
internal static class NamedMoves
{
    /// <summary>
    /// What the moves of one scope may cost: each is asked of all rules held, and there it meets every name listed. Twenty
    /// million comparisons of names take a fraction of a second: one permission for each of 4,000 names, thirty for each of 800.
    /// </summary>
    public const int MostCompared = 20_000_000;

    /// <summary>The moves of a scope by what the roles held there list; and how many more there would be.</summary>
    public static (ImmutableArray<ReachMove> Moves, int Left) Of(string ns, ImmutableArray<HeldRole> held)
    {
        var listing = held.SelectMany(role => role.Role.Rules).Where(rule => !rule.ResourceNames.IsEmpty).ToImmutableArray();
        var most = MostCompared / Math.Max(1, listing.Sum(rule => rule.ResourceNames.Length));
        var ofRoles = held.Where(role => (role.Binding.Namespace.Length == 0) == (ns.Length == 0)).SelectMany(role => OwnRole(ns, role));
        var others = ofRoles.Concat(ImpersonationMoves.Of(ns, held)).ToImmutableArray();
        var moves = ImmutableArray.CreateBuilder<ReachMove>();
        moves.AddRange(others.Take(most));
        var left = ByName(ns, listing, most, moves);
        return (moves.DrainToImmutable(), left + Math.Max(0, others.Length - most));
    }

    // The ways of every name of every rule that allows them; those there is no room for are only counted.
    private static int ByName(string ns, ImmutableArray<PolicyRule> listing, int most, ImmutableArray<ReachMove>.Builder moves)
    {
        var (left, seen, templates) = (0, new HashSet<(int Way, string Name)>(), ns.Length == 0 ? OfTheCluster : OfANamespace);
        foreach (var rule in listing)
        {
            var offered = templates.Where(way => RulePatterns.Allow(rule, way.Verb, way.Group, way.Resource)).Select(way => way.Place).Distinct().ToImmutableArray();
            foreach (var name in offered.IsEmpty ? [] : rule.ResourceNames)
            {
                var fresh = offered.Where(way => seen.Add((way, name))).ToImmutableArray();
                var room = Math.Clamp(most - moves.Count, 0, fresh.Length);
                left += fresh.Length - room;
                var ways = room == 0 ? [] : Ways(ns, name);
                moves.AddRange(fresh.Take(room).Select(way => ways[way]));
            }
        }

        return left;
    }

    // What each way asks for by name.
    private static readonly ImmutableArray<(int Place, string Verb, string Group, string Resource)> OfTheCluster = Templates("");
    private static readonly ImmutableArray<(int Place, string Verb, string Group, string Resource)> OfANamespace = Templates("n");

    private static ImmutableArray<(int Place, string Verb, string Group, string Resource)> Templates(string ns) =>
    [
        .. Ways(ns, "name").SelectMany((way, place) => way.Demands.Where(demand => demand.Access.ResourceName == "name")
            .Select(demand => (place, demand.Access.Verb, demand.Access.ApiGroup, demand.Access.Resource))),
    ];

    private static ImmutableArray<ReachMove> Ways(string ns, string name) => [.. InScope(ns, name), .. ns.Length == 0 ? Wide(name) : []];

    private static IEnumerable<ReachMove> InScope(string ns, string name)
    {
        yield return new("token", "request a token of it", [Here("create", "", "serviceaccounts/token", name)], new(PowerKind.NamedAccount, ns, name));
        yield return new("impersonate", "impersonate it", [Here("impersonate", "", "serviceaccounts", name)], new(PowerKind.NamedAccount, ns, name));
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
        foreach (var verb in (string[])["update", "patch"])
        {
            yield return new("webhook", $"change Pods as they are made, by mutating webhook `{name}`", [Everywhere(verb, "admissionregistration.k8s.io", "mutatingwebhookconfigurations", name)], new(PowerKind.Run, "", ""));
        }
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
