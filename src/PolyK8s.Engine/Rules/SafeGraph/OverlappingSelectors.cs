using System.Collections.Immutable;
using PolyK8s.Engine.Indexes;
using PolyK8s.Engine.Manifests;
using PolyK8s.Engine.Ordering;
using PolyK8s.Engine.References;

namespace PolyK8s.Engine.Rules.SafeGraph;

// SafeGraph/overlapping-selectors
//
// A Pod belongs to one workload and one budget. Where the selector of one workload takes the Pods of another in the same
// namespace, both count them, orphans are adopted by the wrong one, and autoscalers measure the wrong Pods. Two disruption
// budgets over one Pod make every eviction of it fail (the API answers with 500).
//
// Looked at: selectors of Deployments, ReplicaSets, StatefulSets, DaemonSets, Jobs and ReplicationControllers against the
// labels of each other's Pod templates, and selectors of budgets against the same Pods. Selectors overlap when one really
// takes the other's Pods, whether their texts are alike or not; never across namespaces. A Pod of its own counts where the
// controller would adopt it.
//
// Allowed: selectors that merely could take the same Pod, several Services for one Pod, what a workload controls itself, and
// Pods of their own that have ended or that nobody adopts: a Deployment never does.

/// <summary>Workloads, or budgets, that take one another's Pods.</summary>
public sealed class OverlappingSelectors : IRule
{
    private static readonly ImmutableArray<GroupKind> Workloads =
        [new("apps", "Deployment"), new("apps", "ReplicaSet"), new("apps", "StatefulSet"), new("apps", "DaemonSet"), new("batch", "Job"), new("", "ReplicationController")];

    private static readonly GroupKind Budget = new("policy", "PodDisruptionBudget");

    /// <inheritdoc />
    public RuleCard Card { get; } = new()
    {
        Id = "SafeGraph/overlapping-selectors",
        Title = "a Pod belongs to one workload and one budget",
        Why = "controllers whose selectors take the same Pods count and adopt each other's; two budgets over one Pod make its eviction fail",
        Reads = "selectors and Pod template labels of workloads in one namespace, and selectors of PodDisruptionBudgets; the witness has the other object (`other`), the Pods' maker (`pods`) and the selector",
        Allows = "selectors that take no common Pod; give each workload a label of its own in selector and template",
        Scopes = [.. Workloads.Select(k => RuleScope.Writes(k.Group, k.Kind)), RuleScope.Writes(Budget.Group, Budget.Kind)],
        Severity = Severity.Warning,
        Theorem = null,
    };

    /// <inheritdoc />
    public IEnumerable<Finding> Judge(Change change, ClusterView view)
    {
        var (world, subject) = (change.Around(view), change.Object);
        return Controlled.Is(subject) ? [] : new GroupKind(subject.Group, subject.Kind) == Budget ? OfBudget(subject, world) : OfWorkload(subject, world);
    }

    private static IEnumerable<Finding> OfWorkload(Manifest subject, ClusterView world)
    {
        var (self, labels) = (ObjectKey.Of(subject), MakersByLabel.PodLabels(subject));
        foreach (var selection in Own(subject))
        {
            foreach (var other in MakersByLabel.Selected(world, selection).Where(m => ObjectKey.Of(m) != self && MayTake(subject, m)))
            {
                yield return Found(IsPod(other) ? $"adopts `{ObjectKey.Of(other)}`" : $"takes the Pods of `{ObjectKey.Of(other)}`", selection, ObjectKey.Of(other), ObjectKey.Of(other), "takes the Pods of another");
            }
        }

        foreach (var kind in Workloads)
        {
            foreach (var (by, selection) in SelectorsByLabel.Taking(world, kind, subject.Namespace, labels).Where(t => ObjectKey.Of(t.By) != self))
            {
                yield return Found($"`{ObjectKey.Of(by)}` takes its Pods", selection, ObjectKey.Of(by), self, "its Pods are taken by another");
            }
        }
    }

    private static IEnumerable<Finding> OfBudget(Manifest subject, ClusterView world)
    {
        var self = ObjectKey.Of(subject);
        foreach (var selection in Selection.Of(subject))
        {
            foreach (var maker in MakersByLabel.Selected(world, selection))
            {
                foreach (var (by, _) in SelectorsByLabel.Taking(world, Budget, subject.Namespace, MakersByLabel.PodLabels(maker)).Where(t => ObjectKey.Of(t.By) != self))
                {
                    yield return Found($"`{ObjectKey.Of(by)}` covers the Pods of `{ObjectKey.Of(maker)}` too: their eviction fails", selection, ObjectKey.Of(by), ObjectKey.Of(maker), "two budgets over one Pod");
                }
            }
        }
    }

    // A Pod of its own is adopted while it runs, but not by a Deployment (its ReplicaSets ask for their hash besides) nor, under
    // another name than one of its numbers, by a StatefulSet.
    private static bool MayTake(Manifest subject, Manifest other) => !IsPod(other)
        || (other.Root.At("metadata", "deletionTimestamp") is null && other.Root.TextAt("status", "phase") is not ("Succeeded" or "Failed") && subject.Kind switch
        {
            "Deployment" => false,
            "StatefulSet" => other.Name.StartsWith(subject.Name + "-", StringComparison.Ordinal) && other.Name[(subject.Name.Length + 1)..] is { Length: > 0 } number && number.All(char.IsAsciiDigit),
            _ => true,
        });

    private static bool IsPod(Manifest manifest) => manifest is { Group: "", Kind: "Pod" };

    private static IEnumerable<Selection> Own(Manifest subject) => Selection.Of(subject).Where(s => s.Row.Of != "Pods");

    private static Finding Found(string detail, Selection selection, ObjectKey other, ObjectKey pods, string reason) => new()
    {
        Severity = Severity.Warning,
        Reason = reason,
        Detail = $"{detail} by the selector `{selection.Selector}`",
        Path = "spec.selector",
        At = reason == "its Pods are taken by another" ? null : selection.Selector,
        Key = $"{reason} {other} {pods}",
        Witness = ManifestNode.Object(("other", other.AsWitness()), ("pods", pods.AsWitness()), ("selector", selection.Selector)),
        Fix = "give each its own label, in the selector and in the labels of the Pods",
    };
}
