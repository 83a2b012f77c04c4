using System.Globalization;
using PolyK8s.Engine.Kernels;
using PolyK8s.Engine.Manifests;
using PolyK8s.Engine.Rollouts;

namespace PolyK8s.Engine.Rules.SafeStateMachine;

// SafeStateMachine/rollout-guard
//
// A RolloutGuard says what may be done to which rollouts, and when: no new rollout on a Friday evening, none before the one
// before it is done, no scaling down while Pods are missing, no hand on replicas that an autoscaler owns.
//
// Looked at: creates and updates of Deployments, StatefulSets and DaemonSets, and their scale subresource. From the object
// before and after it is told what is done: Restart (the mark of `kubectl rollout restart`), Undo (the template of a revision
// that is kept), Scale, Pause, Resume, or Edit (any other template). What a controller has yet to do counts from the status
// before.
//
// A freeze holds back Restart and Edit and nothing else: going back, pausing, resuming and scaling are how a bad rollout is
// mended. Which windows hold is decided by the time of the request; a change without a time is not frozen.

/// <summary>Things done to rollouts that a RolloutGuard does not allow.</summary>
public sealed class RolloutGuard : IRule
{
    /// <inheritdoc />
    public RuleCard Card { get; } = new()
    {
        Id = "SafeStateMachine/rollout-guard",
        Title = "rollouts keep within their guards",
        Why = "most outages begin with a rollout: at a bad time, before the last one was done, or with fewer Pods than the load needs",
        Reads = "the template, replicas, strategy and status of Deployments, StatefulSets and DaemonSets, the RolloutGuards that match them, the revisions kept and the autoscalers; "
            + "the witness has the guard and what it was broken by (`guard`, `breach`), and where they count the event and the state (`event`, `state`)",
        Allows = "what every matching guard allows; going back to an earlier revision is never frozen",
        Scopes =
        [
            .. new[] { "Deployment", "StatefulSet", "DaemonSet" }.Select(kind => RuleScope.Writes("apps", kind)),
            new("autoscaling", "Scale", [Operation.Update], "scale"),
        ],
        Severity = Severity.Error,
        Theorem = "RolloutGuards.AFreezeNeverBlocksARollback",
    };

    /// <inheritdoc />
    public IEnumerable<Finding> Judge(Change change, ClusterView view)
    {
        var guards = GuardSet.Of(view);
        if (guards.IsEmpty || GuardedChange.Of(change, view) is not { } guarded)
        {
            return [];
        }

        var labels = NamespaceLabels.Of(view, guarded.After.Namespace);
        return guards.Where(g => g.Guards(guarded.After, labels)).SelectMany(g => Findings(g, guarded, change, view)).ToArray();
    }

    private static IEnumerable<Finding> Findings(Policy.RolloutGuard guard, GuardedChange guarded, Change change, ClusterView view)
    {
        if (change.Subresource.Length == 0 && guard.MaxUnavailable is { } most && TooManyMissing(guard, most, guarded.After) is { } finding)
        {
            yield return finding;
        }

        if (guarded.Events.IsEmpty)
        {
            yield break;
        }

        var window = change.At is { } at ? guard.Freezes.FirstOrDefault(freeze => freeze.Holds(at)) : null;
        var other = guard.OneAtATime ? guarded.Other(guard, view) : null;
        var shrinks = guard.MinHealthyToScaleDown is { } least && guarded.ShrinksBelow(least);
        var scaler = guard.ReplicasBelongToAutoscaler && change.Author?.Name != GuardedChange.AutoscalerUser ? guarded.Autoscaler(view) : null;
        var limited = guard.Allowed.TryGetValue(guarded.State.ToString(), out var events);
        foreach (var @event in guarded.Events)
        {
            foreach (var breach in GuardDecision.Breaches(@event, window is not null, !limited || events.Contains(@event), other is not null, shrinks, scaler is not null))
            {
                yield return Broken(guard, guarded, @event, breach, breach switch
                {
                    GuardBreach.Frozen => $"nothing new is rolled out {window}{(window!.Reason.Length > 0 ? $": {window.Reason}" : "")}",
                    GuardBreach.OneAtATime => $"`{other!.Kind}/{other.Name}` of namespace `{other.Namespace}` is still `{WorkloadStates.Of(other)}`",
                    GuardBreach.UnhealthyScaleDown => string.Create(CultureInfo.InvariantCulture, $"only {guarded.Available} of {guarded.Wanted} Pods are available"),
                    GuardBreach.ManagedReplicas => $"HorizontalPodAutoscaler `{scaler!.Name}` owns the replicas",
                    _ => $"in the state `{guarded.State}` it allows {(events.IsDefaultOrEmpty ? "nothing" : string.Join(", ", events.Select(e => $"`{e}`")))}",
                });
            }
        }
    }

    private static Finding Broken(Policy.RolloutGuard guard, GuardedChange guarded, RolloutEvent @event, GuardBreach breach, string why) => new()
    {
        Reason = "rollout guard",
        Detail = $"`{guard.Name}` does not allow `{@event}` now: {why}",
        Path = @event switch { RolloutEvent.Scale => "spec.replicas", RolloutEvent.Pause or RolloutEvent.Resume => "spec.paused", _ => "spec.template" },
        At = guarded.Written.Root.At("spec", @event switch { RolloutEvent.Scale => "replicas", RolloutEvent.Pause or RolloutEvent.Resume => "paused", _ => "template" }),
        Key = $"{guard.Name} {breach} {@event}",
        Witness = ManifestNode.Object(
            ("guard", ManifestNode.Of(guard.Name)), ("breach", ManifestNode.Of(breach.ToString())), ("event", ManifestNode.Of(@event.ToString())), ("state", ManifestNode.Of(guarded.State.ToString()))),
        Fix = breach switch
        {
            GuardBreach.Frozen => "wait until the freeze is over, or go back to an earlier revision, which no freeze blocks",
            GuardBreach.OneAtATime => "wait until the other rollout is done, or undo it",
            GuardBreach.UnhealthyScaleDown => "wait until the Pods are available",
            GuardBreach.ManagedReplicas => "change `minReplicas` and `maxReplicas` of the autoscaler instead",
            _ => "do what the guard allows in this state",
        },
    };

    private static Finding? TooManyMissing(Policy.RolloutGuard guard, PodBound most, Manifest after)
    {
        if (after.Kind == "StatefulSet" || RolloutWorkload.Read(after).Workload is not { } workload
            || workload.Moment.Unavailable <= RolloutMachine.Resolved(most, workload.Moment.Wanted, up: after.Kind == "DaemonSet"))
        {
            return null;
        }

        var path = after.Kind == "Deployment" ? "strategy" : "updateStrategy";
        return new()
        {
            Reason = "rollout guard",
            Detail = string.Create(CultureInfo.InvariantCulture, $"`{guard.Name}` lets at most {most} be missing, and the strategy lets {workload.Moment.Unavailable} of {workload.Moment.Wanted}"),
            Path = $"spec.{path}",
            At = after.Root.At("spec", path) ?? after.Root["spec"],
            Key = $"{guard.Name} MaxUnavailable",
            Witness = ManifestNode.Object(("guard", ManifestNode.Of(guard.Name)), ("breach", ManifestNode.Of("MaxUnavailable"))),
            Fix = "set `maxUnavailable` of a rolling update to no more than the guard lets be missing",
        };
    }
}
