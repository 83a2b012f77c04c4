using System.Collections.Immutable;
using PolyK8s.Engine.Kernels;

namespace PolyK8s.Engine.Rbac.Reach;

/// <summary>The ways that permissions limited to names offer, and those through one's own roles.</summary>
/// <remarks>
/// Whoever may do something with one object and not with all of its kind has a rule that lists its name and allows that:
/// of each rule, what it does not allow with the first of its names it allows with none of them, and no move is offered.
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
        var ofRoles = held.Where(role => (role.Binding.Namespace.Length == 0) == (ns.Length == 0)).SelectMany(role => OwnRole(ns, role));
        var most = MostCompared / Math.Max(1, held.SelectMany(role => role.Role.Rules).Sum(rule => rule.ResourceNames.Length));
        var moves = ImmutableArray.CreateBuilder<ReachMove>();
        var left = 0;
        foreach (var move in ofRoles.Concat(ImpersonationMoves.Of(ns, held)).Concat(ByName(ns, held)))
        {
            if (moves.Count < most)
            {
                moves.Add(move);
            }
            else
            {
                left++;
            }
        }

        return (moves.DrainToImmutable(), left);
    }

    private static IEnumerable<ReachMove> ByName(string ns, ImmutableArray<HeldRole> held)
    {
        var seen = new HashSet<(int Way, string Name)>();
        foreach (var rule in held.SelectMany(role => role.Role.Rules).Where(rule => !rule.ResourceNames.IsEmpty))
        {
            var offered = Offered(ns, rule);
            foreach (var (name, way) in rule.ResourceNames.SelectMany(name => offered.Select(way => (name, way))).Where(pair => seen.Add((pair.way, pair.name))))
            {
                yield return Ways(ns, name)[way];
            }
        }
    }

    // The positions of the ways whose permission by name a rule allows; with one of its names is with all of them.
    private static ImmutableArray<int> Offered(string ns, PolicyRule rule)
    {
        var (alone, ways) = (Capability.Of([rule]), Ways(ns, rule.ResourceNames[0]));
        return [.. Enumerable.Range(0, ways.Length).Where(i => ways[i].Demands.Any(demand => demand.Access.ResourceName == rule.ResourceNames[0] && alone.Allows(demand.Access)))];
    }

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
