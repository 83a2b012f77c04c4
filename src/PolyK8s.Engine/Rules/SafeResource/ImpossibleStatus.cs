using PolyK8s.Engine.Lifecycles;
using PolyK8s.Engine.Manifests;

namespace PolyK8s.Engine.Rules.SafeResource;

// SafeResource/impossible-status
//
// Some things no controller ever says of an object: more Pods available than ready, a Job that is complete and failed, a
// generation observed that does not exist yet or an older one than before. Who writes such a status by hand, or with a
// broken controller, makes rollouts look finished that are not, and hides from people and tools what is wrong.
//
// Looked at: `status` of every built-in kind that has one, wherever an object is written with a status, and
// `metadata.generation`. Each kind's table names what is impossible: negative counts, parts that are more than the whole,
// conditions that exclude one another.
//
// Mirrors what the controllers of k8s.io/kubernetes/pkg/controller compute.

/// <summary>Statuses that contradict themselves.</summary>
public sealed class ImpossibleStatus : IRule
{
    /// <inheritdoc />
    public RuleCard Card { get; } = new()
    {
        Id = "SafeResource/impossible-status",
        Title = "a status agrees with itself",
        Why = "people and tools act on what a status says: a rollout that claims more than there is looks finished and is not, and a generation that goes back hides a change",
        Reads = "`status` and `metadata.generation` of built-in kinds that have a status, and `status.observedGeneration` as it was; "
            + "the witness has what is wrong in words that never change (`broken`), and where it applies the generations (`before`, `after`)",
        Allows = "every status that the controllers of Kubernetes can write; write counts that add up and conditions that agree",
        Scopes =
        [
            .. LifecycleTables.All.Where(t => !t.Invariants.IsEmpty).SelectMany(t => t.Kinds)
                .Select(kind => new RuleScope(kind.Group, kind.Kind, [Operation.Create, Operation.Update], "")),
            .. LifecycleTables.All.Where(t => !t.Invariants.IsEmpty).SelectMany(t => t.Kinds)
                .Select(kind => new RuleScope(kind.Group, kind.Kind, [Operation.Update], "status")),
        ],
        Severity = Severity.Error,
        Theorem = "Lifecycle.WhatWasSeenStaysSeen",
        DefaultMode = Mode.Audit,
    };

    /// <inheritdoc />
    public IEnumerable<Finding> Judge(Change change, ClusterView view)
    {
        foreach (var fault in StatusFaults.Of(change.Object))
        {
            yield return Found(change.Object, fault.Path, fault.Broken, fault.Broken, ManifestNode.Object(("broken", ManifestNode.Of(fault.Broken))));
        }

        if (change.Before is { } before && StatusFaults.GoesBack(before, change.Object))
        {
            var (was, now) = (before.Root.At("status", "observedGeneration")!, change.Object.Root.At("status", "observedGeneration")!);
            const string Broken = "observed generation goes back";
            yield return Found(
                change.Object, "status.observedGeneration", Broken, $"the observed generation goes back from {was.Text} to {now.Text}",
                ManifestNode.Object(("broken", ManifestNode.Of(Broken)), ("before", was), ("after", now)));
        }
    }

    private static Finding Found(Manifest manifest, string path, string key, string detail, ManifestNode witness)
    {
        var at = manifest.Root.At(path.Split('.'));
        return new()
        {
            Reason = "impossible status",
            Detail = at is { Kind: NodeKind.Integer } && !detail.Contains(at.Text, StringComparison.Ordinal) ? $"{detail}: `{at.Text}`" : detail,
            Path = path,
            At = at ?? manifest.Root["status"],
            Key = key,
            Witness = witness,
            Fix = "leave the status to the controller that owns it, or write one that agrees with itself",
        };
    }
}
