using System.Collections.Immutable;
using PolyK8s.Engine.Kernels;
using PolyK8s.Engine.Lifecycles.Workloads;
using PolyK8s.Engine.Manifests;

namespace PolyK8s.Engine.Rollouts;

/// <summary>A change to a workload as guards see it.</summary>
/// <param name="After">The workload after.</param>
/// <param name="Written">The object that is written: the workload, or its scale.</param>
/// <param name="Events">What is done to its rollout.</param>
/// <param name="State">What it was doing before.</param>
/// <param name="Wanted">The replicas asked for before.</param>
/// <param name="WantedNow">The replicas asked for after.</param>
/// <param name="Available">The Pods that were available.</param>
internal sealed record GuardedChange(Manifest After, Manifest Written, ImmutableArray<RolloutEvent> Events, WorkloadState State, long Wanted, long WantedNow, long Available)
{
    /// <summary>The controller of autoscalers.</summary>
    public const string AutoscalerUser = "system:serviceaccount:kube-system:horizontal-pod-autoscaler";

    private static readonly ImmutableArray<string> Scalable = ["Deployment", "StatefulSet"];

    /// <summary>The change; null when no workload is known that it would be to.</summary>
    public static GuardedChange? Of(Change change, ClusterView view)
    {
        if (change.Subresource == "scale")
        {
            return OfScale(change, view);
        }

        // With --state the workload may be known as it is.
        if (change.After is not { } after || !RolloutWorkload.Rolls(after))
        {
            return null;
        }

        if (change.Before is not { } before)
        {
            return new(after, after, [], WorkloadState.Observing, 0, 0, 0);
        }

        return Between(before, after, after, EventRecognition.Of(before, after, RolloutHistory.Keepers(view, after.Kind)));
    }

    /// <summary>Another rollout of the guard that is not done.</summary>
    public Manifest? Other(Policy.RolloutGuard guard, ClusterView view) => RolloutsUnderWay.Of(view).FirstOrDefault(o =>
        (o.Kind, o.Namespace, o.Name) != (After.Kind, After.Namespace, After.Name)
        && guard.Guards(o, NamespaceLabels.Of(view, o.Namespace)));

    /// <summary>Whether replicas are taken away while fewer than that are available.</summary>
    public bool ShrinksBelow(PodBound least) => WantedNow < Wanted && Available < RolloutMachine.Resolved(least, Math.Clamp(Wanted, 0, RolloutMachine.Most), up: true);

    /// <summary>The autoscaler that owns the replicas.</summary>
    public Manifest? Autoscaler(ClusterView view) => view.Of("autoscaling", "HorizontalPodAutoscaler").All.Where(scaler =>
        scaler.Namespace == After.Namespace
        && scaler.Root.TextAt("spec", "scaleTargetRef", "kind") == After.Kind
        && scaler.Root.TextAt("spec", "scaleTargetRef", "name") == After.Name).MinBy(scaler => scaler.Name, StringComparer.Ordinal);

    private static GuardedChange? OfScale(Change change, ClusterView view)
    {
        if (change is not { Before: { } before, After: { } after })
        {
            return null;
        }

        var uid = after.Root.TextAt("metadata", "uid");
        var workload = Scalable.Select(kind => view.Of("apps", kind).Find(after.Namespace, after.Name))
            .FirstOrDefault(w => w?.Root["spec"] is not null && (uid is null || w.Root.TextAt("metadata", "uid") is not { } own || own == uid));
        return workload is null ? null
            : Between(workload, workload, after, Number(before) == Number(after) ? [] : [RolloutEvent.Scale]) with { Wanted = Number(before), WantedNow = Number(after) };
    }

    private static GuardedChange Between(Manifest before, Manifest after, Manifest written, ImmutableArray<RolloutEvent> events)
    {
        var known = RolloutWorkload.Read(before).Workload;
        return new(after, written, events, known?.State ?? WorkloadState.Observing, Number(before), Number(after), known?.Moment.Available ?? 0);
    }

    // The API server leaves out the zero of a Scale and fills in the one of a workload.
    private static long Number(Manifest m) =>
        m.Root.At("spec", "replicas") is { Kind: NodeKind.Integer } n && long.TryParse(n.Text, System.Globalization.CultureInfo.InvariantCulture, out var number) ? number : m.Kind == "Scale" ? 0 : 1;
}
