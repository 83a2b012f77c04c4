using System.Collections.Immutable;
using PolyK8s.Engine.Kernels;
using PolyK8s.Engine.Lifecycles;
using PolyK8s.Engine.Manifests;

namespace PolyK8s.Engine.Rules.SafeResource;

// SafeResource/illegal-transition
//
// A status only moves on. A Pod that has Succeeded never runs again, a Job that is Complete never fails, a certificate
// request that was denied is never approved. Controllers rely on it, and a writer of status that breaks it makes them
// run work twice, or never. The API server checks parts of this for some kinds and nothing for the phase of a Pod.
//
// Looked at: writes to `status` of every kind whose states have an order, to `approval` of CertificateSigningRequests, and
// updates whose object carries a status before and after, as two files do.
//
// Pod: Pending and Running lead to one another (a sandbox is made again), to Succeeded and to Failed; the last two are
// final. Unknown is deprecated and still legal. Job: Complete, Failed, FailureTarget and SuccessCriteriaMet stay and
// exclude one another across success and failure; `completionTime` comes with Complete and stays; `startTime` changes
// only while suspended. What releases before 1.31 write themselves (Complete without SuccessCriteriaMet, counts that
// fall) is a warning. CertificateSigningRequest: Approved and Denied exclude one another, conditions stay, a certificate
// is written once and through `status`, decisions through `approval`. All other kinds: the table of the kind says which
// states may follow which, as `poly-k8s state` names them: a bound claim is never pending again, a Namespace that is
// Terminating never Active, a rollout that is Available never passes its deadline.
//
// Mirrors kubelet_pods.go, pkg/apis/batch/validation and pkg/apis/certificates/validation of k8s.io/kubernetes.

/// <summary>Writes of a status that may not follow the one before.</summary>
public sealed class IllegalTransition : IRule
{
    private static readonly GroupKind Pod = new("", "Pod");
    private static readonly GroupKind Job = new("batch", "Job");
    private static readonly GroupKind Request = new("certificates.k8s.io", "CertificateSigningRequest");

    /// <inheritdoc />
    public RuleCard Card { get; } = new()
    {
        Id = "SafeResource/illegal-transition",
        Title = "a status only moves on",
        Why = "controllers rely on final states being final: a Pod or Job that comes back from its end runs twice, and a denied certificate request could be approved after all",
        Reads = "`status` of every kind whose states have an order, before and after; "
            + "the witness has the states and those that may follow (`from`, `to`, `legal`), or the broken promise (`broken`, `field`, `other`)",
        Allows = "the transitions of the kubelet and of the API server's own validation; make a new object in place of bringing a finished one back",
        Scopes =
        [
            .. LifecycleTables.Ordered.SelectMany(k => new[] { "", "status" }.Select(s => new RuleScope(k.Group, k.Kind, [Operation.Update], s))),
            new(Request.Group, Request.Kind, [Operation.Update], "approval"),
        ],
        Severity = Severity.Error,
        Theorem = "SafeResource.FinalPhasesStay",
        DefaultMode = Mode.Audit,
    };

    /// <inheritdoc />
    public IEnumerable<Finding> Judge(Change change, ClusterView view)
    {
        // Without an object before (the ratchet asks what was wrong already) a status is compared with itself.
        var (after, before) = (change.Object, change.Before ?? change.Object);
        if (change.Subresource.Length == 0 && (before.Root["status"] is null || after.Root["status"] is null || IsUntouched(change)))
        {
            return [];
        }

        var kind = new GroupKind(after.Group, after.Kind);
        return kind == Pod ? OfPod(before, after)
            : kind == Job ? JobStatuses.Faults(JobFields.Of(before), JobFields.Of(after)).Select(f => Broken(f, after))
            : kind == Request ? RequestStatuses.Faults(change.Subresource, RequestFields.Of(before), RequestFields.Of(after)).Select(f => Broken(f, after))
            : change.Subresource.Length > 0 || SameJson.As(before.Root["spec"], after.Root["spec"]) ? OfTable(before, after)
            : [];
    }

    // What an update of the object itself leaves as it was, its author has not written.
    private static bool IsUntouched(Change change) => change.Before is { } before && SameJson.As(before.Root["status"], change.Object.Root["status"]);

    // A change of the spec may lead anywhere. Nothing that has an order depends on the time.
    private static IEnumerable<Finding> OfTable(Manifest before, Manifest after)
    {
        var change = StateChange.Of(before, after, DateTimeOffset.UnixEpoch);
        return change.IsLegal ? [] : [Illegal(change.Line, change.From, change.To, change.Legal, after, "status", $"write a status of which `{change.From}` may become, or leave it as it is")];
    }

    private static IEnumerable<Finding> OfPod(Manifest before, Manifest after)
    {
        var (from, to) = (PhaseOf(before), PhaseOf(after));
        if (PodPhases.MayBecome(from, to))
        {
            yield break;
        }

        var legal = PodPhases.Next(from);
        yield return Illegal(
            $"the phase goes from `{from}` to `{to}`, and {(legal.IsEmpty ? $"`{from}` is final" : $"only {string.Join(", ", legal.Select(p => $"`{p}`"))} may follow `{from}`")}",
            from, to, legal, after, "status.phase",
            legal.IsEmpty ? $"leave the phase at `{from}`, and make a new Pod if the work is to run again" : "write a phase that may follow, or leave it as it is");
    }

    private static Finding Illegal(string detail, string from, string to, ImmutableArray<string> legal, Manifest after, string path, string fix) => new()
    {
        Reason = "illegal transition",
        Detail = detail,
        Path = path,
        At = after.Root.At(path.Split('.')),
        Witness = ManifestNode.Object(("from", ManifestNode.Of(from)), ("to", ManifestNode.Of(to)), ("legal", ManifestNode.Array(legal))),
        Fix = fix,
    };

    private static string PhaseOf(Manifest pod) => pod.Root.TextAt("status", "phase") ?? "";

    private static Finding Broken(StatusFault fault, Manifest after)
    {
        var conditions = StatusConditions.Of(after);
        var isCondition = fault.Field.Length > 0 && char.IsAsciiLetterUpper(fault.Field[0]);
        return new()
        {
            Severity = fault.Certain ? Severity.Error : Severity.Warning,
            Reason = "illegal transition",
            Detail = fault.Other.Length > 0 ? $"{fault.Broken}: `{fault.Field}` and `{fault.Other}`"
                : fault.Field.Length > 0 ? $"{fault.Broken}: `{fault.Field}`"
                : fault.Broken,
            Path = isCondition ? conditions.PathOf(fault.Field) : fault.Field.Length > 0 ? $"status.{fault.Field}" : "status",
            At = after.Root.At("status", isCondition ? "conditions" : fault.Field) ?? after.Root["status"],
            Key = $"{fault.Broken} {fault.Field} {fault.Other}",
            Witness = ManifestNode.Object(
                ("broken", ManifestNode.Of(fault.Broken)),
                ("field", fault.Field.Length > 0 ? ManifestNode.Of(fault.Field) : null),
                ("other", fault.Other.Length > 0 ? ManifestNode.Of(fault.Other) : null)),
            Fix = fault.Broken switch
            {
                "condition removed" => $"keep the condition `{fault.Field}`: once there it stays",
                "conditions exclude one another" => $"write only one of `{fault.Field}` and `{fault.Other}`",
                "condition needs another" => $"write `{fault.Other}` before or with `{fault.Field}`",
                "decided outside approval" => "write Approved and Denied through the `approval` subresource (`kubectl certificate approve` or `deny`)",
                _ => "write a status that agrees with itself and with the one before",
            },
        };
    }
}
