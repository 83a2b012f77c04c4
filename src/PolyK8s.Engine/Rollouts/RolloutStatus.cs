using System.Collections.Immutable;
using System.Text.Json.Serialization;
using PolyK8s.Engine.Checking;
using PolyK8s.Engine.Kernels;
using PolyK8s.Engine.Lifecycles.Workloads;

namespace PolyK8s.Engine.Rollouts;

/// <summary>What a rollout is doing now, in our words and in kubectl's.</summary>
/// <param name="ApiVersion">The version of this shape.</param>
/// <param name="Kind">Deployment, StatefulSet or DaemonSet.</param>
/// <param name="Namespace">The namespace.</param>
/// <param name="Name">The name.</param>
/// <param name="State">Its state.</param>
/// <param name="MayBecome">The states its controller can bring about while the spec stays.</param>
/// <param name="Message">What <c>kubectl rollout status</c> prints; empty when it ends with an error.</param>
/// <param name="Done">Whether kubectl stops waiting.</param>
/// <param name="Error">The error kubectl ends with.</param>
/// <param name="Wanted">The Pods asked for.</param>
/// <param name="Pods">The Pods there are.</param>
/// <param name="Updated">Those of the newest template.</param>
/// <param name="Available">Those that are available; for a StatefulSet those that are ready.</param>
public sealed record RolloutStatus(
    string ApiVersion, string Kind, string Namespace, string Name, [property: JsonConverter(typeof(JsonStringEnumConverter<WorkloadState>))] WorkloadState State, ImmutableArray<string> MayBecome,
    string Message, bool Done, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Error,
    long Wanted, long Pods, long Updated, long Available)
{
    /// <summary>The status of a workload.</summary>
    public static RolloutStatus Of(RolloutWorkload workload)
    {
        var (manifest, m, kubectl) = (workload.Manifest, workload.Moment, KubectlStatus.Of(workload.Manifest));
        return new(
            CheckReport.CurrentVersion, manifest.Kind, manifest.Namespace, manifest.Name, workload.State, [.. RolloutEvents.Next(workload.State).Select(s => s.ToString())],
            kubectl.Message, kubectl.Done, kubectl.Error, m.Wanted, m.Total, m.Updated.Total, m.Available);
    }
}
