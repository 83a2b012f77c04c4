using PolyK8s.Engine.Lifecycles.Pods;
using static PolyK8s.Engine.Lifecycles.StateLevel;

namespace PolyK8s.Engine.Lifecycles.Tables;

/// <summary>Pods. The phase is what the kubelet computes from the containers; a final phase that was written stays.</summary>
internal static class PodTable
{
    /// <summary>The table.</summary>
    public static LifecycleTable Table { get; } = new()
    {
        Kinds = [new("", "Pod")],
        Fields =
        [
            FieldSource.Of("phase", (pod, _) => PodReading.Phase(pod)),
            FieldSource.Word("written", "status.phase"),
            FieldSource.Of("podReason", (pod, _) => PodReading.Reason(pod)),
            FieldSource.Word("podMessage", "status.message", ""),
            FieldSource.Of("crashing", (pod, _) => PodReading.CrashLooping(pod)),
            FieldSource.Of("ended", (pod, _) => PodReading.FailMessage(pod)),
        ],
        States =
        [
            new("NotObserved", Underway, "Pending", "Unschedulable", "Running", "Ready", "CrashLooping", "Succeeded", "Failed", "Unknown"),
            new("Pending", Underway, "Unschedulable", "Running", "Ready", "CrashLooping", "Succeeded", "Failed", "Unknown"),
            new("Unschedulable", Failing, "Pending", "Running", "Ready", "CrashLooping", "Succeeded", "Failed", "Unknown"),
            new("Running", Underway, "Pending", "Ready", "CrashLooping", "Succeeded", "Failed", "Unknown"),
            new("Ready", Settled, "Pending", "Running", "CrashLooping", "Succeeded", "Failed", "Unknown"),
            new("CrashLooping", Failing, "Pending", "Running", "Ready", "Succeeded", "Failed", "Unknown"),
            new("Succeeded", Ended),
            new("Failed", Ended),
            new("Unknown", Unclear, "Pending", "Unschedulable", "Running", "Ready", "CrashLooping", "Succeeded", "Failed"),
        ],
        Rows =
        [
            new("!phase?", "NotObserved", "NoPhase", "no kubelet and no scheduler has looked at it yet"),
            new("phase = Succeeded", "Succeeded", "PodCompleted", "every container ended with exit code 0"),
            new("phase = Failed & podReason?", "Failed", "{podReason}", "{podMessage}"),
            new("phase = Failed & ended?", "Failed", "ContainerFailed", "{ended}"),
            new("phase = Failed", "Failed", "PodFailed", "{podMessage}"),
            new("phase = Pending & PodScheduled=False:Unschedulable", "Unschedulable", "Unschedulable", "{PodScheduled.message}"),
            new("phase = Pending & crashing?", "CrashLooping", "CrashLoopBackOff", "containers that fail again and again: {crashing}"),
            new("phase = Pending", "Pending", "PodPending", "{podMessage}"),
            new("phase = Running & Ready=True", "Ready", "PodReady", "it runs and is ready"),
            new("phase = Running & crashing?", "CrashLooping", "CrashLoopBackOff", "containers that fail again and again: {crashing}"),
            new("phase = Running", "Running", "ContainersNotReady", "{Ready.message}"),
            new("phase = Unknown", "Unknown", "NodeLost", "the node of the Pod does not answer"),
            new("", "Unknown", "UnknownPhase", "`{phase}` is no phase of a Pod"),
        ],
    };
}
