using System.Globalization;
using PolyK8s.Engine.Manifests;
using PolyK8s.Engine.Workloads;

namespace PolyK8s.Engine.Rules.SafeGraph;

// SafeGraph/ordered-rollout-stuck
//
// A broken StatefulSet is not mended by a new template alone. With `podManagementPolicy: OrderedReady` the controller waits
// for the Pod of the broken revision to become ready before it replaces it by the mended one; it never will. The Pod has to
// be deleted by hand (kubernetes/kubernetes#67250).
//
// Looked at, on an update that changes the Pod template: `podManagementPolicy`, the update strategy, and in the status of
// the object before: fewer Pods ready than wanted while at least one Pod already has the update revision.
//
// Allowed: `podManagementPolicy: Parallel`, `updateStrategy: OnDelete`, and StatefulSets whose Pods are all ready.

/// <summary>Updates of a StatefulSet that wait for a Pod that will never be ready.</summary>
public sealed class OrderedRolloutStuck : IRule
{
    /// <inheritdoc />
    public RuleCard Card { get; } = new()
    {
        Id = "SafeGraph/ordered-rollout-stuck",
        Title = "a broken ordered StatefulSet needs more than a new template",
        Why = "the controller waits for the broken Pod before it replaces it: the mended template is never rolled out",
        Reads = "podManagementPolicy, updateStrategy, template and, of the object before, the status; the witness has the counts and revisions",
        Allows = "updates while all Pods are ready, `podManagementPolicy: Parallel`, `updateStrategy: OnDelete`",
        Scopes = [new("apps", "StatefulSet", [Operation.Update])],
        Severity = Severity.Warning,
        Theorem = null,
    };

    /// <inheritdoc />
    public IEnumerable<Finding> Judge(Change change, ClusterView view)
    {
        if (change is not { Before: { } before, After: { } after } || after.Root.TextAt("spec", "podManagementPolicy") == "Parallel" || after.Root.TextAt("spec", "updateStrategy", "type") == "OnDelete"
            || SameJson.As(before.Root.At("spec", "template"), after.Root.At("spec", "template")))
        {
            yield break;
        }

        var (status, wanted) = (before.Root["status"], RollingUpdate.Count(before.Root.At("spec", "replicas"), 1));
        var (ready, updated) = (RollingUpdate.Count(status?["readyReplicas"], 0), RollingUpdate.Count(status?["updatedReplicas"], 0));
        var (current, update) = (status?.TextAt("currentRevision") ?? "", status?.TextAt("updateRevision") ?? "");
        if (status is not null && ready < wanted && updated > 0 && update.Length > 0 && current != update)
        {
            yield return new()
            {
                Severity = Severity.Warning,
                Reason = "waits for a Pod that is not ready",
                Detail = string.Create(CultureInfo.InvariantCulture, $"{ready} of {wanted} Pods are ready in the middle of revision `{update}`; the new template is rolled out only after the broken Pod is ready or deleted"),
                Path = "spec.template",
                At = after.Root.At("spec", "template"),
                Witness = ManifestNode.Object(
                    ("replicas", ManifestNode.Of(wanted)), ("readyReplicas", ManifestNode.Of(ready)), ("updatedReplicas", ManifestNode.Of(updated)),
                    ("currentRevision", ManifestNode.Of(current)), ("updateRevision", ManifestNode.Of(update))),
                Fix = $"after the update delete the Pod of `{update}` that is not ready, or set `podManagementPolicy: Parallel` when the StatefulSet is made anew",
            };
        }
    }
}
