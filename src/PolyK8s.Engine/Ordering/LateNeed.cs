using System.Collections.Immutable;
using PolyK8s.Engine.Indexes;
using PolyK8s.Engine.Manifests;
using PolyK8s.Engine.References;
using PolyK8s.Engine.Waiting;

namespace PolyK8s.Engine.Ordering;

/// <summary>Something Pods wait for that is applied only after they are ready.</summary>
/// <param name="Path">The field that names it.</param>
/// <param name="Needed">What is applied later.</param>
/// <param name="Stage">When that is.</param>
/// <param name="Because">What it is needed for.</param>
public sealed record LateNeed(string Path, ObjectKey Needed, SyncStage Stage, string Because)
{
    /// <summary>What the Pods of an object need of later stages, and what is not in the cluster already.</summary>
    /// <param name="maker">The object.</param>
    /// <param name="references">Its references.</param>
    /// <param name="stage">When it is applied.</param>
    /// <param name="view">The other objects.</param>
    public static IEnumerable<LateNeed> Of(Manifest maker, ImmutableArray<Reference> references, SyncStage stage, ClusterView view)
    {
        if (!IsAwaited(maker, stage))
        {
            return [];
        }

        var named = references.Where(r => r.IsRequired && r.Row.Kind is EdgeKind.Waits or EdgeKind.Admits)
            .Select(r => (r.Path, r.Target, r.Row.Missing, Stage: Later(r.Target, stage, view)));
        var inferred = Awaited.By(maker, view).Where(a => !a.Any || a.Targets.All(t => Later(t, stage, view) is not null))
            .Select(a => (a.Edge.Path, Target: a.Targets[0], Missing: $"its Pods wait for it (`{a.Edge.Source}`)", Stage: Later(a.Targets[0], stage, view)));
        return named.Concat(inferred).Where(n => n.Stage is not null)
            .Select(n => new LateNeed(n.Path, n.Target, n.Stage!, n.Missing)).DistinctBy(n => (n.Path, n.Needed));
    }

    // Argo CD waits until the workloads of a wave are ready; of Helm's hooks only Jobs and Pods are waited for.
    private static bool IsAwaited(Manifest maker, SyncStage stage) =>
        MakersByLabel.Makers.Contains(new(maker.Group, maker.Kind)) && maker.Kind != "CronJob" && (!stage.IsOfHelm || maker.Kind is "Job" or "Pod");

    // An object with a uid has been in the cluster before, whatever its wave.
    private static SyncStage? Later(ObjectKey key, SyncStage stage, ClusterView view) =>
        view.Of(key.Kind).Find(key.Name.Namespace, key.Name.Name) is { } target && target.Root.TextAt("metadata", "uid") is null or ""
            && SyncStage.Of(target) is { } own && own.IsAfter(stage) ? own : null;
}
