using System.Collections.Immutable;
using System.Globalization;
using PolyK8s.Engine.Manifests;
using PolyK8s.Engine.Policy;
using PolyK8s.Engine.Rbac;
using PolyK8s.Engine.Rbac.Questions;
using PolyK8s.Engine.Rbac.Reach;
using PolyK8s.Engine.Workloads;

namespace PolyK8s.Engine.Rules.SafeCapability;

// SafeCapability/ceiling
//
// A CapabilityCeiling says what somebody may never attain, not even in several hops: developers no Secrets of another
// namespace, no service account of a namespace the cluster itself. Each change is judged by what it makes reachable.
//
// Looked at: roles and bindings, and workloads, as they open ways into their service accounts; with all the roles, bindings,
// service accounts and workloads that are known. The way that is reported has been checked by the kernel.
//
// Allowed: changes after which nobody named by a ceiling attains more of what it forbids than before. A ceiling with mistakes
// in it is not used. Where the work would grow beyond all bounds, a finding of severity info says how much was not looked at.

/// <summary>Changes by which somebody attains what a CapabilityCeiling forbids them.</summary>
public sealed class Ceiling : IRule
{
    /// <summary>
    /// How many powers are looked at, over the walks of all subjects: at some microseconds each a second. A service account
    /// that may do nothing is one, so that those of a whole cluster are looked at.
    /// </summary>
    public int MostPowers { get; init; } = 200_000;

    /// <inheritdoc />
    public RuleCard Card { get; } = new()
    {
        Id = "SafeCapability/ceiling",
        Title = "nobody breaks through their ceiling, in however many hops",
        Why = "rights add up by way of Pods, tokens, impersonation and bindings; no single change shows it",
        Reads = "`CapabilityCeiling` objects, roles, bindings, service accounts and workloads; the witness has the ceiling, the subject, what they attain (`rule`, or `actsAs`) and the way (`hops`)",
        Allows = "changes after which no subject of a ceiling attains more of what it forbids; cut one of the hops of the way",
        Scopes =
        [
            .. RbacKinds.All.Select(kind => RuleScope.Writes(kind.Group, kind.Kind)),
            .. PodTemplate.Makers.Select(maker => RuleScope.Writes(maker.Kind.Group, maker.Kind.Kind)),
        ],
        Severity = Severity.Error,
        Theorem = "Reachability.APathIsAWay",
        NeedsKinds = RbacKinds.All,
        DefaultMode = Mode.Warn,
    };

    /// <inheritdoc />
    public IEnumerable<Finding> Judge(Change change, ClusterView view)
    {
        var ceilings = CeilingSet.Of(view);
        if (ceilings.IsEmpty)
        {
            return [];
        }

        var (before, after) = (change.WorldBefore(view), change.WorldAfter(view));
        var search = new CeilingSearch(before, after, MostPowers);
        var found = ceilings.SelectMany(ceiling => CeilingBreach.SubjectsOf(after, ceiling).Select(subject => (Ceiling: ceiling, Subject: subject)))
            .Select(pair => search.For(pair.Ceiling, pair.Subject) is { } breach ? Found(change.Object, pair.Ceiling, pair.Subject, breach, after) : null)
            .OfType<Finding>()
            .ToImmutableArray();
        return [.. found, .. LeftOut(change.Object, search)];
    }

    private static IEnumerable<Finding> LeftOut(Manifest written, CeilingSearch search)
    {
        if (search.SubjectsLeft > 0)
        {
            yield return CutShort(written, "subjects of ceilings", search.SubjectsLeft, "let ceilings name fewer subjects, or split the change");
        }

        if (search.NamesLeft > 0)
        {
            yield return CutShort(written, "permissions for single objects", search.NamesLeft, "let roles list fewer `resourceNames`");
        }
    }

    private static Finding CutShort(Manifest written, string what, int left, string fix) => new()
    {
        Severity = Severity.Info,
        Reason = "ceilings not looked at whole",
        Detail = string.Create(CultureInfo.InvariantCulture, $"{left} {what} were not looked at, as there are too many; a way through a ceiling may be among them"),
        Path = "",
        At = written.Root,
        Key = $"left out {what}",
        Witness = ManifestNode.Object(("left", ManifestNode.Of((long)left))),
        Fix = fix,
    };

    private static Finding Found(Manifest written, CapabilityCeiling ceiling, Subject subject, CeilingBreach breach, ClusterView after)
    {
        var hops = EscalationHop.Along(after, subject.AsAuthor, breach.Walk.PathTo(breach.Power));
        var what = breach.Access is { } access ? $"{access}{(hops.IsEmpty ? "" : $" as {breach.Power}")}" : $"act as {breach.Power}";
        return new()
        {
            Reason = "breaks a ceiling",
            Detail = $"{subject} could {what}, which CapabilityCeiling `{ceiling.Name}` forbids{(hops.IsEmpty ? "" : $": {string.Join("; then ", hops.Select(hop => $"{hop.From} can {hop.Action}{(hop.Namespace is null ? "" : $" in namespace `{hop.Namespace}`")}"))}")}",
            Path = "",
            At = written.Root,
            Key = $"{ceiling.Name} {subject} {breach.Power} {breach.Access}",
            Witness = ManifestNode.Object(
                ("ceiling", ManifestNode.Of(ceiling.Name)),
                ("subject", NamedObject.Of(subject).AsNode()),
                ("actsAs", NamedObject.Of(breach.Power).AsNode()),
                ("rule", breach.Access?.AsRule()),
                ("hops", ManifestNode.Array([.. hops.Select(hop => hop.AsNode())]))),
            Fix = hops.IsEmpty ? $"leave it out, or change CapabilityCeiling `{ceiling.Name}`" : $"cut the way: {hops[^1].Cut}",
        };
    }
}
