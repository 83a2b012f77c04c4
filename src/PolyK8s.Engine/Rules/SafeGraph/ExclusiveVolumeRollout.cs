using System.Globalization;
using PolyK8s.Engine.Manifests;
using PolyK8s.Engine.References;
using PolyK8s.Engine.Workloads;

namespace PolyK8s.Engine.Rules.SafeGraph;

// SafeGraph/exclusive-volume-rollout
//
// A rolling update does not need a volume twice. A Deployment that must keep all its Pods (`maxUnavailable` comes to 0)
// starts the new Pod before the old one ends; a claim that only one node (ReadWriteOnce) or one Pod (ReadWriteOncePod) may
// use is held by the old one; the new Pod waits for the volume, the old one for the new Pod.
//
// Looked at: strategy, `maxSurge`, `maxUnavailable` and `replicas` of Deployments, and the access modes of the claims their
// Pods mount. ReadWriteOncePod always hangs. ReadWriteOnce hangs when the new Pod lands on another node.
//
// Allowed: `strategy: Recreate`, a `maxUnavailable` of at least 1, claims for many nodes, StatefulSets.

/// <summary>Rolling updates that need an exclusive volume twice.</summary>
public sealed class ExclusiveVolumeRollout : IRule
{
    /// <inheritdoc />
    public RuleCard Card { get; } = new()
    {
        Id = "SafeGraph/exclusive-volume-rollout",
        Title = "a rolling update does not need a volume twice",
        Why = "the new Pod waits for a volume that the old Pod holds, and the old Pod stays until the new one is ready: the rollout never ends",
        Reads = "strategy, maxSurge, maxUnavailable and replicas of the Deployment and the access modes of the claims it mounts; the witness has the claim, its modes and the resolved numbers",
        Allows = "`strategy: Recreate`, `maxUnavailable` of 1 or more with `maxSurge: 0`, and claims that many nodes may use",
        Scopes = [RuleScope.Writes("apps", "Deployment")],
        Severity = Severity.Warning,
        Theorem = null,
    };

    /// <inheritdoc />
    public IEnumerable<Finding> Judge(Change change, ClusterView view)
    {
        var subject = change.Object;
        if (RollingUpdate.Of(subject) is not { MaxUnavailable: 0, Replicas: > 0 } update)
        {
            yield break;
        }

        foreach (var (reference, mode) in NextPod.ExclusiveClaims(change.ReferencesOf(subject), change.WorldAfter(view)))
        {
            yield return Found(reference, mode, update);
        }
    }

    private static Finding Found(Reference reference, string mode, RollingUpdate update) => new()
    {
        Severity = mode == "ReadWriteOncePod" ? Severity.Error : Severity.Warning,
        Reason = "the rollout needs the volume twice",
        Detail = string.Create(CultureInfo.InvariantCulture, $"with {update.Replicas} {(update.Replicas == 1 ? "replica" : "replicas")} `maxUnavailable` comes to 0, so the new Pod starts beside the old one, and `{reference.Target}` ({mode}) is for one {(mode == "ReadWriteOncePod" ? "Pod" : "node")} only"),
        Path = reference.Path,
        At = reference.At,
        Key = reference.Target.ToString(),
        Witness = ManifestNode.Object(
            ("claim", reference.Target.AsWitness()), ("accessMode", ManifestNode.Of(mode)),
            ("replicas", ManifestNode.Of(update.Replicas)), ("maxSurge", ManifestNode.Of(update.MaxSurge)), ("maxUnavailable", ManifestNode.Of(update.MaxUnavailable))),
        Fix = "set `spec.strategy.type: Recreate`, or `maxSurge: 0` with `maxUnavailable: 1`",
    };
}
