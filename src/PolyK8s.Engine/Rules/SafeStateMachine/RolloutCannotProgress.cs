using System.Collections.Immutable;
using System.Globalization;
using PolyK8s.Engine.Manifests;
using PolyK8s.Engine.References;
using PolyK8s.Engine.Rollouts;
using PolyK8s.Engine.Workloads;

namespace PolyK8s.Engine.Rules.SafeStateMachine;

// SafeStateMachine/rollout-cannot-progress
//
// A rolling update that lets no Pod be missing makes a new Pod before it gives up an old one. Where that new Pod can never
// be, the rollout stands still until its deadline passes, and so does every one after it.
//
// Looked at: creates and updates of Deployments with at least one replica. A rollout cannot progress when its strategy lets
// no Pod be missing (percentages are resolved as the controller does) and
//  - its Pods share a claim of access mode ReadWriteOncePod, which one Pod alone may use,
//  - a ResourceQuota of the namespace allows no more Pods than replicas (`pods`, `count/pods`),
//  - its Pods go one to a node (`hostPort`, ports with `hostNetwork`, required anti-affinity by `kubernetes.io/hostname`) and
//    no more nodes may be used than there are replicas, where nodes are known.
// A claim of access mode ReadWriteOnce is a warning: the new Pod has to land on the node of the old one.
//
// A PodDisruptionBudget is none of the reasons: controllers delete Pods, they do not evict them.

/// <summary>Deployments whose rollouts can never come to their end.</summary>
public sealed class RolloutCannotProgress : IRule
{
    /// <inheritdoc />
    public RuleCard Card { get; } = new()
    {
        Id = "SafeStateMachine/rollout-cannot-progress",
        Title = "rollouts can come to their end",
        Why = "a rolling update that waits for a Pod that can never be stands still until its deadline passes, half old and half new",
        Reads = "the strategy, replicas, volumes and affinity of Deployments, and the claims, quotas and nodes of the cluster as far as they are known; "
            + "the witness has what is in the way (`cause`, `name`) and the bounds (`replicas`, `surge`, `unavailable`)",
        Allows = "a strategy that may move: let a Pod be missing (`maxUnavailable` of at least 1), or use `Recreate`",
        Scopes = [RuleScope.Writes("apps", "Deployment")],
        Severity = Severity.Error,
        Theorem = "SafeStateMachine.FencepostsLetItMove",
        DefaultMode = Mode.Warn,
    };

    /// <inheritdoc />
    public IEnumerable<Finding> Judge(Change change, ClusterView view)
    {
        var deployment = change.Object;
        if (RolloutWorkload.Read(deployment).Workload is not { Moment: { Strategy: RolloutStrategy.RollingUpdate, Unavailable: 0, Wanted: > 0 } } workload)
        {
            return [];
        }

        var world = change.WorldAfter(view);
        return ByClaim(workload, change.ReferencesOf(workload.Manifest), world).Concat(ByQuota(workload, world)).Concat(ByNodes(workload, world)).ToArray();
    }

    private static IEnumerable<Finding> ByClaim(RolloutWorkload workload, ImmutableArray<Reference> references, ClusterView world)
    {
        foreach (var (reference, mode) in NextPod.ExclusiveClaims(references, world))
        {
            var (alone, name) = (mode == "ReadWriteOncePod", reference.Target.Name.Name);
            var why = alone ? "which one Pod alone may use" : "which is on one node: a new Pod on another node waits for ever";
            yield return Found(workload, "PersistentVolumeClaim", name, reference.Path, reference.At, $"the claim `{name}` is `{mode}`, {why}") with
            {
                Severity = alone ? Severity.Error : Severity.Warning,
            };
        }
    }

    private static IEnumerable<Finding> ByQuota(RolloutWorkload workload, ClusterView world)
    {
        foreach (var quota in world.Of("", "ResourceQuota").All.Where(q => q.Namespace == workload.Manifest.Namespace && q.Root.At("spec", "scopes") is null && q.Root.At("spec", "scopeSelector") is null).OrderBy(q => q.Name, StringComparer.Ordinal))
        {
            foreach (var limit in (quota.Root.At("spec", "hard")?.Members ?? []).Where(m => m.Name is "pods" or "count/pods"))
            {
                if (long.TryParse(limit.Value.Text, NumberStyles.None, CultureInfo.InvariantCulture, out var most) && most <= workload.Moment.Wanted)
                {
                    yield return Found(workload, "ResourceQuota", quota.Name, "spec.strategy", workload.Manifest.Root.At("spec", "strategy"),
                        string.Create(CultureInfo.InvariantCulture, $"the quota `{quota.Name}` allows {most} Pods, and a rollout needs {workload.Moment.Wanted + 1} for a while"));
                }
            }
        }
    }

    private static IEnumerable<Finding> ByNodes(RolloutWorkload workload, ClusterView world)
    {
        if (PodTemplate.Of(workload.Manifest) is { } template && NextPod.Apart(template) is { } apart && NextPod.Nodes(template, world) is { } nodes && nodes <= workload.Moment.Wanted)
        {
            yield return Found(workload, "Node", "", "spec.template.spec", template.Spec,
                string.Create(CultureInfo.InvariantCulture, $"{apart} lets one Pod on a node, and {nodes} nodes may be used for {workload.Moment.Wanted} replicas and one more"));
        }
    }

    private static Finding Found(RolloutWorkload workload, string cause, string name, string path, ManifestNode? at, string why) => new()
    {
        Reason = "rollout cannot progress",
        Detail = $"a new Pod has to be ready before an old one goes, and {why}",
        Path = path,
        At = at ?? workload.Manifest.Root["spec"],
        Key = $"{cause} {name} {path}",
        Witness = ManifestNode.Object(
            ("cause", ManifestNode.Of(cause)), ("name", ManifestNode.Of(name)), ("replicas", ManifestNode.Of(workload.Moment.Wanted)),
            ("surge", ManifestNode.Of(workload.Moment.Surge)), ("unavailable", ManifestNode.Of(workload.Moment.Unavailable))),
        Fix = "set `maxUnavailable` to at least 1, or the strategy to `Recreate`",
    };
}
