using PolyK8s.Engine.Lifecycles;

namespace PolyK8s.Readings;

/// <summary>The kubelet's phase of a Pod, read a second time as counters, the way the kubelet counts; <paramref name="misreading"/> plants one mistake.</summary>
public sealed class KubeletPhaseReading(string misreading = "")
{
    /// <summary>The mistakes.</summary>
    public static IReadOnlyList<string> Misreadings { get; } =
    [
        "sidecars do not count", "any init failure is final", "waiting after an end is waiting", "absent containers do not matter",
        "a crash fails the pod", "the restart policy is the first one's", "a pod that was initialized waits for its sidecars",
    ];

    /// <summary>The phase.</summary>
    public string Of(PodContainers pod)
    {
        if (pod.Inits.Any(i => IsFailure(i.State) && (i.Restarts == RestartPolicy.Never || misreading == "any init failure is final")))
        {
            return "Failed";
        }

        var pendingInit = pod.Inits.Any(i => i.State is ContainerState.Absent or ContainerState.Waiting or ContainerState.Running);
        var sidecars = misreading == "sidecars do not count" ? [] : pod.Sidecars;
        var pendingSidecar = sidecars.Any(s => s.State is ContainerState.Absent or ContainerState.Waiting || (s.State == ContainerState.Running && !s.Started));
        var initialized = pod.Initialized && misreading != "a pod that was initialized waits for its sidecars";
        var states = sidecars.Select(s => s.State).Concat(pod.Mains.Select(m => m.State)).ToArray();
        if (pendingInit || (pendingSidecar && !initialized) || states.Any(IsWaiting))
        {
            return "Pending";
        }

        if (states.Contains(ContainerState.Absent) && misreading != "absent containers do not matter")
        {
            return "Pending";
        }

        return states.Contains(ContainerState.Running) ? "Running" : OfStopped(pod);
    }

    private string OfStopped(PodContainers pod)
    {
        var stopped = pod.Mains.Where(m => m.State is not (ContainerState.Absent or ContainerState.Waiting or ContainerState.Running)).ToArray();
        if (stopped.Length == 0)
        {
            return "Pending";
        }

        var succeeded = stopped.All(m => m.State == ContainerState.Succeeded);
        var restarts = pod.Mains.Any(m => Restarts(misreading == "the restart policy is the first one's" ? pod.Mains[0].Restarts : m.Restarts, m.State));
        return !pod.Terminal && restarts && !(misreading == "a crash fails the pod" && pod.Mains.Any(m => IsFailure(m.State))) ? "Running"
            : succeeded ? "Succeeded"
            : "Failed";
    }

    private static bool Restarts(RestartPolicy policy, ContainerState state) =>
        policy == RestartPolicy.Always || (policy == RestartPolicy.OnFailure && state != ContainerState.Succeeded);

    private static bool IsFailure(ContainerState state) => state is ContainerState.Failed or ContainerState.WaitingAfterFailure;

    private bool IsWaiting(ContainerState state) =>
        state == ContainerState.Waiting || (misreading == "waiting after an end is waiting" && state is ContainerState.WaitingAfterFailure or ContainerState.WaitingAfterSuccess);
}
