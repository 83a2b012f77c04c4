using System.Text.Json.Serialization;
using PolyK8s.Engine.Lifecycles.Workloads;

namespace PolyK8s.Engine.Rollouts;

/// <summary>One moment of a plan.</summary>
/// <param name="Step">Its number, from 0.</param>
/// <param name="By">What led to it: <c>start</c>, <c>controller</c>, or <c>pods</c> that became ready.</param>
/// <param name="State">The state it shows.</param>
/// <param name="OldReady">Pods of older templates that are ready.</param>
/// <param name="OldUnready">Pods of older templates that are not.</param>
/// <param name="NewReady">Pods of the newest template that are ready.</param>
/// <param name="NewUnready">Pods of the newest template that are not.</param>
public sealed record RolloutStep(
    int Step, string By, [property: JsonConverter(typeof(JsonStringEnumConverter<WorkloadState>))] WorkloadState State,
    long OldReady, long OldUnready, long NewReady, long NewUnready)
{
    /// <summary>All Pods.</summary>
    public long Pods => OldReady + OldUnready + NewReady + NewUnready;

    /// <summary>Those that are ready.</summary>
    public long Available => OldReady + NewReady;

    /// <summary>A step of a plan.</summary>
    internal static RolloutStep Of(int step, RolloutMoment? before, RolloutMoment moment, WorkloadState state) => new(
        step,
        before is null ? "start" : before.Outdated.Total == moment.Outdated.Total && before.Updated.Total == moment.Updated.Total ? "pods" : "controller",
        state,
        moment.Outdated.Ready, moment.Outdated.Unready, moment.Updated.Ready, moment.Updated.Unready);
}
