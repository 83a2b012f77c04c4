// SafeResource/illegal-transition: a status write must follow the lifecycle of its kind.
//
// The API server lets anybody with `update` on a status subresource write any phase: nothing but kubelet's own good
// behaviour keeps a finished Pod finished. This rule looks at the status before and the status after:
//
//   Pod                         status.phase: Pending → Running → Succeeded | Failed; Running may go back to Pending (the
//                               sandbox was made again); Succeeded and Failed are for ever.
//   Job                         conditions Complete, Failed, FailureTarget and SuccessCriteriaMet are never withdrawn;
//                               Complete excludes Failed and FailureTarget, SuccessCriteriaMet excludes both as well;
//                               completionTime comes with Complete and never changes; a finished Job has no active Pods.
//   CertificateSigningRequest   Approved, Denied and Failed are never removed, Approved excludes Denied, and an issued
//                               certificate never changes.
//
// Witness: {from, to, legal} for phases, {broken, condition, other} for conditions.
using System.Collections.Immutable;
using PolyK8s.Engine.Kernels;
using PolyK8s.Engine.Lifecycles;
using PolyK8s.Engine.Manifests;

namespace PolyK8s.Engine.Rules.SafeResource;

/// <summary>A status write must follow the lifecycle of its kind.</summary>
public sealed class IllegalTransition : IRule
{
    /// <inheritdoc />
    public RuleCard Card { get; } = new()
    {
        Id = "SafeResource/illegal-transition",
        Title = "a status write must follow the lifecycle of its kind",
        Why = "the API server accepts any phase from anybody who may write a status: a finished Pod brought back to Running is counted, routed to and waited for by controllers that trust the phase",
        Reads = "Pod `status.phase`; Job `status.conditions`, `status.completionTime`, `status.active`; CertificateSigningRequest `status.conditions`, `status.certificate`; witness {from, to, legal} or {broken, condition, other}",
        Allows = "every transition kubelet, the job controller and the certificate controllers make; writing the status it already has",
        Scopes =
        [
            .. new[] { "", "status" }.Select(sub => new RuleScope("", "Pod", [Operation.Update], sub)),
            .. new[] { "", "status" }.Select(sub => new RuleScope("batch", "Job", [Operation.Update], sub)),
            .. new[] { "", "status", "approval" }.Select(sub => new RuleScope("certificates.k8s.io", "CertificateSigningRequest", [Operation.Update], sub)),
        ],
        Severity = Severity.Error,
        Theorem = "SafeResource.EndedPodsStayEnded",
    };

    /// <inheritdoc />
    public IEnumerable<Finding> Judge(Change change, ClusterView view) =>
        change is { Before: { } before, After: { } after } && before.Root["status"] is not null && after.Root["status"] is not null
            ? after.Kind switch
            {
                "Pod" => OfPod(before, after),
                "Job" => JobStatuses.Faults(JobStatus.Of(before), JobStatus.Of(after)).Select(fault => OfConditions(fault, after)),
                _ => RequestStatuses.Faults(RequestStatus.Of(before), RequestStatus.Of(after)).Select(fault => OfConditions(fault, after)),
            }
            : [];

    private static IEnumerable<Finding> OfPod(Manifest before, Manifest after)
    {
        var (from, to) = (PhaseOf(before) ?? PodPhase.Unknown, PhaseOf(after));
        if (to is not null && PodPhases.MayBecome(from, to.Value))
        {
            yield break;
        }

        var legal = PodPhases.After(from).Select(p => p.ToString()).ToImmutableArray();
        var written = after.Root.TextAt("status", "phase") ?? "";
        var may = legal.IsEmpty ? "nothing else" : string.Join(", ", legal.Select(p => $"`{p}`"));
        yield return new()
        {
            Reason = "illegal transition",
            Detail = to is null ? $"`{written}` is no phase of a Pod; `{from}` may become {may}" : $"phase `{from}` may not become `{written}`; it may become {may}",
            Path = "status.phase",
            Witness = ManifestNode.Object(("from", ManifestNode.Of(from.ToString())), ("to", ManifestNode.Of(written)), ("legal", ManifestNode.Array(legal))),
            Fix = legal.IsEmpty ? $"leave the phase `{from}`; to run the work again create a new Pod" : "write one of the legal phases, or leave the phase alone",
            At = after.Root.At("status", "phase"),
        };
    }

    private static PodPhase? PhaseOf(Manifest pod) =>
        pod.Root.TextAt("status", "phase") is not { Length: > 0 } text ? PodPhase.Unset
        : Enum.TryParse<PodPhase>(text, out var phase) && phase != PodPhase.Unset && phase.ToString() == text ? phase
        : null;

    private static Finding OfConditions(StatusFault fault, Manifest after)
    {
        var (node, path) = fault.Condition is "completionTime" or "active" or "certificate"
            ? (after.Root.At("status", fault.Condition), $"status.{fault.Condition}")
            : Conditions.Find(after, fault.Condition);
        return new()
        {
            Reason = "illegal transition",
            Detail = fault.Other.Length == 0 ? $"{fault.Broken}: `{fault.Condition}`" : $"{fault.Broken}: `{fault.Condition}` and `{fault.Other}`",
            Path = path,
            Witness = ManifestNode.Object(
                ("broken", ManifestNode.Of(fault.Broken)),
                ("condition", ManifestNode.Of(fault.Condition)),
                ("other", fault.Other.Length == 0 ? null : ManifestNode.Of(fault.Other))),
            Fix = fault.Other.Length == 0 ? $"leave `{fault.Condition}` as it was decided" : $"write only one of `{fault.Condition}` and `{fault.Other}`",
            At = node,
            Key = $"{fault.Broken} {fault.Condition} {fault.Other}",
        };
    }
}
