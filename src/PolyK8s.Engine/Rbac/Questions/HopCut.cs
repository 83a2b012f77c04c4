using System.Collections.Immutable;
using PolyK8s.Engine.Kernels;
using PolyK8s.Engine.Rbac.Reach;

namespace PolyK8s.Engine.Rbac.Questions;

/// <summary>What allows a hop, and what would cut it.</summary>
internal static class HopCut
{
    /// <summary>Walked through to see whether a power leads to somebody: a power over everything leads by way of each namespace.</summary>
    private const int Depth = 3;

    /// <summary>The rules that allow each permission of a move, each once.</summary>
    public static ImmutableArray<DecidingRule> Deciding(ClusterView view, Author author, string ns, ReachMove move)
    {
        var rights = Rights.Of(view, author);
        return [.. move.Demands
            .Select(demand => rights.GivenIn("").Concat(demand.IsWide || ns.Length == 0 ? [] : rights.GivenIn(ns)).Where(role => role.Capability.Allows(demand.Access)).Select(role => DecidingRule.Of(role, demand.Access, author)).First())
            .DistinctBy(rule => rule.Sentence)];
    }

    /// <summary>For the holder of rights that were gained on the way.</summary>
    public static string OfGained(Power from, ReachMove move) =>
        from.Kind == PowerKind.Holder ? $"remove {Words(move)} from {from.Name.Replace(" ", " `", StringComparison.Ordinal)}`" : "cut the hop before: who has all rights of a namespace has this one";

    /// <summary>The change of bindings that leaves somebody no way of one hop to another; tried on the cluster, not guessed.</summary>
    public static string Of(ClusterView view, Author author, ImmutableArray<DecidingRule> by, Power to)
    {
        foreach (var rule in by)
        {
            if (!Hops(Without(view, rule.Binding), author, to))
            {
                return Removal(rule);
            }
        }

        // More than one binding allows it: one after the other is taken away until none does.
        var (left, removed) = (view, new List<string>());
        for (var rules = by; removed.Count < MostRemoved && !rules.IsEmpty; rules = Remaining(left, author, to))
        {
            removed.Add(Removal(rules[0]));
            left = Without(left, rules[0].Binding);
        }

        return Hops(left, author, to) ? $"{string.Join(", and ", removed)}, and more: too many bindings allow it" : string.Join(", and ", removed);
    }

    // Nobody reads a longer list; then the role is the place to mend.
    private const int MostRemoved = 10;

    private static string Removal(DecidingRule rule) => $"remove {rule.Subject} from {rule.Binding}";

    private static string Words(ReachMove move) => string.Join(" or ", move.Demands.Select(demand => demand.Access.ToString()));

    private static ClusterView Without(ClusterView view, NamedObject binding) =>
        view.Of(RbacKinds.Group, binding.Kind).Find(binding.Namespace ?? "", binding.Name) is { } manifest ? view.Without(manifest) : view;

    private static bool Hops(ClusterView view, Author author, Power to) => WaysTo(view, author, to).Any();

    private static ImmutableArray<DecidingRule> Remaining(ClusterView view, Author author, Power to) =>
        WaysTo(view, author, to).Select(way => Deciding(view, author, way.Namespace, way.Move)).FirstOrDefault([]);

    private static IEnumerable<(string Namespace, ReachMove Move)> WaysTo(ClusterView view, Author author, Power to)
    {
        var facts = ReachFacts.Of(view);
        return ReachEdges.HoldingsOf(view, author).SelectMany(holding => holding.Moves
            .Where(move => LeadsTo(facts, move.Target, to, Depth) && ReachModel.Affords(holding, move))
            .Select(move => (holding.Namespace, move)));
    }

    private static bool LeadsTo(ReachFacts facts, Power power, Power to, int depth) =>
        power == to || (depth > 0 && power.Kind != PowerKind.Admin && Narrowed(facts, power, to).Any(lead => LeadsTo(facts, lead, to, depth - 1)));

    // A power over every namespace leads to an account by way of the account's own namespace alone.
    private static IEnumerable<Power> Narrowed(ReachFacts facts, Power power, Power to) =>
        facts.Leads(power).Where(lead => lead.Namespace.Length == 0 || to.Namespace.Length == 0 || lead.Namespace == to.Namespace);
}
