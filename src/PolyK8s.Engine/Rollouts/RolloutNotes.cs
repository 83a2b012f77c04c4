using System.Collections.Immutable;
using PolyK8s.Engine.Kernels;
using PolyK8s.Engine.Lifecycles.Workloads;

namespace PolyK8s.Engine.Rollouts;

/// <summary>What a reader of a plan has to know besides.</summary>
internal static class RolloutNotes
{
    /// <summary>The notes on a plan.</summary>
    public static ImmutableArray<string> Of(RolloutWorkload workload, RolloutEvent? @event)
    {
        var notes = ImmutableArray.CreateBuilder<string>();
        void Add(bool holds, string note)
        {
            if (holds)
            {
                notes.Add(note);
            }
        }

        var (m, spec) = (workload.Moment, workload.Manifest.Root["spec"]);
        Add(workload.Manifest.Root["status"] is null, "the object has no status: it is planned as having no Pod");
        Add(workload.State == WorkloadState.Paused && @event != RolloutEvent.Resume, "it is paused: no Pod is replaced before it is resumed");
        Add(@event == RolloutEvent.Pause, "paused, it replaces no Pod before it is resumed");
        Add(m.Outdated.Total > 0 && m.Updated.Total > 0, "a status does not say which Pods are ready: the newest are taken for those that are not");
        Add(@event == RolloutEvent.Undo && m is { Outdated.Total: > 0, Updated.Total: > 0 }, "the Pods of the older template are taken for those of the revision that comes back");
        Add(workload.StrategyType == "OnDelete", "with OnDelete a Pod is replaced when somebody deletes it: nothing moves by itself");
        Add(spec?.TextAt("podManagementPolicy") == "Parallel", "with podManagementPolicy Parallel Pods are added and taken away all at once; the plan goes one by one");
        Add(m.Strategy == RolloutStrategy.InPlace && workload.MaxSurge.Value > 0, "maxSurge of a DaemonSet is not planned: only what maxUnavailable lets through moves");
        Add(!RolloutMachine.CanMove(m) && workload.StrategyType != "OnDelete" && workload.MaxSurge.Value == 0, "no Pod may be missing and none may be too many: the rollout cannot move");
        return notes.DrainToImmutable();
    }

    /// <summary>Why kubectl refuses, in words.</summary>
    public static string Said(EventRefusal why, string kind, RolloutEvent @event) => why switch
    {
        EventRefusal.Unsupported => $"a {kind} cannot {@event.ToString().ToLowerInvariant()}",
        EventRefusal.PausedAlready => "it is paused already",
        EventRefusal.NotPaused => "it is not paused",
        EventRefusal.WhilePaused => $"it is paused; resume it before you {@event.ToString().ToLowerInvariant()} it",
        EventRefusal.NoSuchRevision => "there is no such revision",
        _ => "the revision runs already",
    };
}
