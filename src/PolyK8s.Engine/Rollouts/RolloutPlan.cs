using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Text.Json.Serialization;
using PolyK8s.Engine.Checking;
using PolyK8s.Engine.Kernels;
using PolyK8s.Engine.Lifecycles.Workloads;

namespace PolyK8s.Engine.Rollouts;

/// <summary>What becomes of a rollout, step by step, if every Pod becomes ready.</summary>
/// <param name="ApiVersion">The version of this shape.</param>
/// <param name="Kind">Deployment, StatefulSet or DaemonSet.</param>
/// <param name="Namespace">The namespace.</param>
/// <param name="Name">The name.</param>
/// <param name="Event">What is done to it; null for nothing.</param>
/// <param name="State">Its state before.</param>
/// <param name="Refused">Why kubectl would refuse; null when it would not. Then there is no step.</param>
/// <param name="Ends">Whether the plan reaches the end of the rollout.</param>
/// <param name="Steps">The moments, at most <see cref="Shown"/> of them.</param>
/// <param name="Omitted">How many moments before the last are left out.</param>
/// <param name="MostPods">The most Pods at any moment.</param>
/// <param name="LeastAvailable">The fewest ready Pods at any moment.</param>
/// <param name="Notes">What was assumed, and what is in the way.</param>
public sealed record RolloutPlan(
    string ApiVersion, string Kind, string Namespace, string Name,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Event,
    [property: JsonConverter(typeof(JsonStringEnumConverter<WorkloadState>))] WorkloadState State,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Refused,
    bool Ends, ImmutableArray<RolloutStep> Steps, int Omitted, long MostPods, long LeastAvailable, ImmutableArray<string> Notes)
{
    /// <summary>How many moments are shown: more than a person reads, and the start and the end are always among them.</summary>
    public const int Shown = 200;

    /// <summary>What a plan runs through at most: three moments for each of 3,000 ordinals, and no more than the machine gives.</summary>
    internal const int Most = 10_000;

    /// <summary>The plan of an event.</summary>
    /// <param name="workload">The workload as it is.</param>
    /// <param name="event">What is done to it; null to see how it goes on.</param>
    /// <param name="replicas">The number of replicas asked for by a scale.</param>
    /// <param name="target">The revision an undo goes back to.</param>
    public static RolloutPlan Of(RolloutWorkload workload, RolloutEvent? @event = null, long replicas = 0, RevisionTarget target = RevisionTarget.Different)
    {
        var plan = new RolloutPlan(
            CheckReport.CurrentVersion, workload.Manifest.Kind, workload.Manifest.Namespace, workload.Manifest.Name,
            @event?.ToString().ToLowerInvariant(), workload.State, null, Ends: false, [], 0, 0, 0, RolloutNotes.Of(workload, @event));
        if (workload.State == WorkloadState.Terminating)
        {
            return plan with { Refused = "it is being deleted" };
        }

        if (@event == RolloutEvent.Scale && (replicas < 0 || replicas > RolloutMachine.Most))
        {
            return plan with { Refused = string.Create(CultureInfo.InvariantCulture, $"`{replicas}` is no number of replicas; from 0 to {RolloutMachine.Most} are planned") };
        }

        WorkloadState? to = workload.State;
        if (@event is { } what)
        {
            (to, var why) = RolloutEvents.Answer(workload.Manifest.Kind, workload.State, what, target);
            if (why is { } refusal)
            {
                return plan with { Refused = RolloutNotes.Said(refusal, workload.Manifest.Kind, what) };
            }
        }

        var start = RolloutStart.Of(workload, @event, replicas);
        return RolloutMachine.Accepts(start) ? plan.Through(start, held: to == WorkloadState.Paused)
            : plan with { Refused = "there would be more Pods than a plan can count with" };
    }

    /// <summary>The plan as a Mermaid state diagram.</summary>
    public string Mermaid()
    {
        var text = new StringBuilder("stateDiagram-v2\n");
        if (Steps.IsEmpty)
        {
            return text.Append(CultureInfo.InvariantCulture, $"    [*] --> {State}\n").ToString();
        }

        text.Append(CultureInfo.InvariantCulture, $"    [*] --> {Steps[0].State} : {Event ?? "now"}\n");
        for (var i = 1; i < Steps.Length; i++)
        {
            if (Steps[i].State != Steps[i - 1].State)
            {
                text.Append(CultureInfo.InvariantCulture, $"    {Steps[i - 1].State} --> {Steps[i].State} : step {Steps[i].Step}, {Steps[i].Available} of {Steps[i].Pods} Pods available\n");
            }
        }

        return (Ends ? text.Append(CultureInfo.InvariantCulture, $"    {Steps[^1].State} --> [*]\n") : text).ToString();
    }

    private RolloutPlan Through(RolloutMoment start, bool held)
    {
        var (moments, ended) = held ? ([start], false) : RolloutMachine.Plan(start, Most);
        var steps = moments.Select((m, i) => RolloutStep.Of(i, i == 0 ? null : moments[i - 1], m, held ? WorkloadState.Paused : RolloutMachine.StateOf(m))).ToImmutableArray();
        return this with
        {
            Ends = ended && RolloutMachine.IsDone(moments[^1]),
            Steps = steps.Length <= Shown ? steps : [.. steps[..(Shown - 1)], steps[^1]],
            Omitted = Math.Max(0, steps.Length - Shown),
            MostPods = steps.Max(s => s.Pods),
            LeastAvailable = steps.Min(s => s.Available),
        };
    }
}
