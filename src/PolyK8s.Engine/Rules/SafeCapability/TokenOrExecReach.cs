using System.Collections.Immutable;
using System.Globalization;
using PolyK8s.Engine.Manifests;
using PolyK8s.Engine.Rbac;
using PolyK8s.Engine.Rbac.Questions;
using PolyK8s.Engine.Rbac.Reach;

namespace PolyK8s.Engine.Rules.SafeCapability;

// SafeCapability/token-or-exec-reach
//
// Some permissions are other people's rights in disguise. Who may exec into a Pod, attach to it or add a container to it
// acts as its service account; who may request tokens or read Secrets that hold them acts as their owners; who may
// impersonate acts as whomever they name.
//
// Looked at: a Role, ClusterRole or binding that is created or updated, the subjects who gain by it, and the service
// accounts, Pods, workloads and token Secrets that are known. Each way that is found is checked by the kernel.
//
// Allowed: grants that reach nobody who may do more than the subject, and ways the subject had before. Where the work would
// grow beyond all bounds, a finding of severity info says how much was not looked at.

/// <summary>Grants that reach another subject's rights by exec, attach, ephemeral containers, tokens or impersonation.</summary>
public sealed class TokenOrExecReach : IRule
{
    /// <summary>
    /// How many subjects, and others whom they reach, are looked at: at some 50 microseconds each, as what the two hold is
    /// compared, half a second.
    /// </summary>
    public int MostCompared { get; init; } = 10_000;

    private static readonly ImmutableArray<string> Means = ["exec", "attach", "ephemeral-container", "token", "token-secret", "impersonate", "node-proxy"];

    /// <inheritdoc />
    public RuleCard Card { get; } = new()
    {
        Id = "SafeCapability/token-or-exec-reach",
        Title = "nobody gets another's rights by exec, token or impersonation unseen",
        Why = "exec into a Pod, a token of a service account, a Secret that holds one, or impersonation gives all that the other may do; the API server sees one more permission",
        Reads = "the role or binding before and after, its subjects, and the service accounts, Pods, workloads and token Secrets that are known; the witness has the way (`from`, `to`, `means`, `by`) and what the other may do that the subject may not (`uncovered`)",
        Allows = "grants that reach only those who may do no more than the subject; limit them by `resourceNames`, or to a namespace whose service accounts hold nothing",
        Scopes = [.. RbacKinds.All.Select(kind => RuleScope.Writes(kind.Group, kind.Kind))],
        Severity = Severity.Warning,
        Theorem = "Reachability.APathIsAWay",
        NeedsKinds = RbacKinds.All,
        DefaultMode = Mode.Warn,
    };

    /// <inheritdoc />
    public IEnumerable<Finding> Judge(Change change, ClusterView view)
    {
        var (before, after) = (change.WorldBefore(view), change.WorldAfter(view));
        var left = new Allowance(MostCompared);
        foreach (var subject in Gaining(change, after))
        {
            if (left.Take() && Reaching(change.Object, subject, before, after, left) is { } found)
            {
                yield return found;
            }
        }

        if (left.Refused > 0)
        {
            yield return CutShort(change.Object, left.Refused);
        }
    }

    private static IEnumerable<Subject> Gaining(Change change, ClusterView after) => change.Object.Kind is "Role" or "ClusterRole"
        ? RoleGain.SubjectsOf([.. Bindings.Of(after).To(new(RbacKinds.Group, change.Object.Kind, change.Object.Name), change.Object.Namespace)])
        : RoleGain.SubjectsOf([Binding.From(change.Object)]);

    private static Finding? Reaching(Manifest written, Subject subject, ClusterView before, ClusterView after, Allowance left)
    {
        var old = WaysOf(before, subject).ToHashSet();
        foreach (var way in WaysOf(after, subject).Where(way => !old.Contains(way)))
        {
            foreach (var other in Others(after, way.Target).TakeWhile(_ => left.Take()))
            {
                var excess = other.Kind == "ServiceAccount" ? Excess.Of(after, new(other.Namespace, other.Name), subject.AsAuthor) : Shortfall.None;
                if (!excess.IsEmpty || other.Kind != "ServiceAccount")
                {
                    return Found(written, subject, way, other, excess, after);
                }
            }
        }

        return null;
    }

    private static IEnumerable<(string Means, string Namespace, Power Target)> WaysOf(ClusterView view, Subject subject)
    {
        var outgoing = ReachEdges.Of(view).From(Power.Of(subject));
        return outgoing.Steps.Where(step => Means.Contains(outgoing[step].Means)).Select(step => WayOf(outgoing, step));
    }

    private static (string Means, string Namespace, Power Target) WayOf(Outgoing outgoing, (int Holding, int Move) step) =>
        (outgoing[step].Means, outgoing.Holdings[step.Holding].Namespace, outgoing[step].Target);

    // Depth first, at most three powers deep: a cluster-wide one, that of a namespace, the account.
    private static IEnumerable<Subject> Others(ClusterView view, Power power) => power.Kind switch
    {
        PowerKind.AnyUser or PowerKind.AnyGroup => [Subject.Group(Author.Masters)],
        _ when power.Subject is { } subject => [subject],
        _ => ReachFacts.Of(view).Leads(power).SelectMany(lead => Others(view, lead)),
    };

    private static Finding CutShort(Manifest written, int left) => new()
    {
        Severity = Severity.Info,
        Reason = "reach not looked at whole",
        Detail = string.Create(CultureInfo.InvariantCulture, $"whom the subjects reach was not compared with them to the end: {left} of the subjects and ways were left out, as there are too many"),
        Path = "",
        At = written.Root,
        Key = "left out",
        Witness = ManifestNode.Object(("left", ManifestNode.Of((long)left))),
        Fix = "give the permission in single namespaces, or to fewer subjects at once",
    };

    private static Finding Found(Manifest written, Subject subject, (string Means, string Namespace, Power Target) way, Subject other, Shortfall excess, ClusterView after)
    {
        var outgoing = ReachEdges.Of(after).From(Power.Of(subject));
        var step = outgoing.Steps.First(s => WayOf(outgoing, s) == way);
        var by = HopCut.Deciding(after, subject.AsAuthor, way.Namespace, outgoing[step]);
        var where = way.Namespace.Length == 0 ? "cluster-wide" : $"in namespace `{way.Namespace}`";
        return new()
        {
            Severity = Severity.Warning,
            Reason = "reaches another's rights",
            Detail = $"{subject} can {outgoing[step].Action} {where}: {other}{(excess.IsEmpty ? "" : $", who may {excess.Words}, which {subject} may not")}",
            Path = written.Kind is "Role" or "ClusterRole" ? "rules" : "roleRef",
            At = written.Root[written.Kind is "Role" or "ClusterRole" ? "rules" : "roleRef"],
            Key = $"{subject} {way.Means} {way.Target}",
            Witness = ManifestNode.Object([
                new("from", NamedObject.Of(subject).AsNode()),
                new("to", NamedObject.Of(other).AsNode()),
                new("means", ManifestNode.Of(way.Means)),
                new("by", ManifestNode.Array([.. by.Select(rule => rule.AsNode())])),
                .. excess.Witness,
            ]),
            Fix = "limit the permission by `resourceNames`, give it in a namespace whose service accounts hold nothing, or to somebody who holds these rights",
        };
    }
}
