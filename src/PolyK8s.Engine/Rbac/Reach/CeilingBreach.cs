using PolyK8s.Engine.Policy;

namespace PolyK8s.Engine.Rbac.Reach;

/// <summary>How somebody attains what a ceiling forbids them.</summary>
/// <param name="Walk">The way there.</param>
/// <param name="Power">Whom they come to act as.</param>
/// <param name="Access">What they may do then; null when it is whom they act as that is forbidden.</param>
internal sealed record CeilingBreach(ReachWalk Walk, Power Power, Access? Access)
{
    /// <summary>The walk of a subject up to the nearest breach; null when there is none.</summary>
    public static (ReachWalk Walk, CeilingBreach? Breach) Look(ClusterView view, CapabilityCeiling ceiling, Subject subject)
    {
        Access? access = null;
        var start = Power.Of(subject);
        var walk = ReachWalk.To(view, subject.AsAuthor, power => Breaks(view, ceiling, power, start, out access));
        return (walk, walk.Powers[^1] is var last && Breaks(view, ceiling, last, start, out access) ? new(walk, last, access) : null);
    }

    /// <summary>The subjects a ceiling is about, those it names by their namespace one by one.</summary>
    public static IEnumerable<Subject> SubjectsOf(ClusterView view, CapabilityCeiling ceiling) => ceiling.Subjects.SelectMany(subject =>
        subject.Name.Length > 0 ? [subject] : ReachFacts.Of(view).Leads(new(PowerKind.Run, subject.Namespace, "")).Select(power => power.Subject!));

    private static bool Breaks(ClusterView view, CapabilityCeiling ceiling, Power power, Power start, out Access? access)
    {
        access = null;
        if ((power == Power.Admin && (ceiling.ClusterAdmin || !ceiling.Rules.IsEmpty))
            || (power != start && power.Subject is { } subject && ceiling.ActAs.Contains(subject)))
        {
            return true;
        }

        access = RulesOf(view, power).SelectMany(rule => ceiling.Rules.Select(never => RuleMeet.Of(never, rule))).FirstOrDefault(common => common is not null);
        return access is not null;
    }

    private static IEnumerable<PolicyRule> RulesOf(ClusterView view, Power power)
    {
        if (power.Subject is { } subject)
        {
            var rights = Rights.Of(view, subject.AsAuthor);
            return rights.Namespaces.Prepend("").SelectMany(ns => rights.GivenIn(ns)).SelectMany(held => held.Binding.Namespace.Length == 0 ? held.Role.Rules : [.. held.Role.Rules.Select(rule => rule.WithoutUrls())]);
        }

        return power.Kind switch
        {
            PowerKind.AdminIn => [new(["*"], ["*"], ["*"], [], [])],
            PowerKind.Holder => ReachEdges.RoleOf(Roles.Of(view), power)?.Rules ?? [],
            _ => [],
        };
    }
}
