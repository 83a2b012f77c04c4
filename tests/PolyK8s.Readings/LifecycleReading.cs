using System.Collections.Immutable;
using PolyK8s.Engine.Lifecycles;

namespace PolyK8s.Readings;

/// <summary>Lifecycles read a second time, straight from Kubernetes' documentation and validation code, and plausible misreadings of them.</summary>
public sealed record LifecycleReading
{
    /// <summary>Misreading: a finished Pod may be restarted.</summary>
    public bool FinishedPodsRestart { get; init; }

    /// <summary>Misreading: Running never goes back to Pending.</summary>
    public bool RunningNeverPends { get; init; }

    /// <summary>Misreading: a failed Pod may still succeed.</summary>
    public bool FailureHeals { get; init; }

    /// <summary>Misreading: a sidecar that runs does not keep its Pod running.</summary>
    public bool SidecarsDoNotCount { get; init; }

    /// <summary>Misreading: CrashLoopBackOff is a failed Pod whatever the policy.</summary>
    public bool CrashIsFailure { get; init; }

    /// <summary>Misreading: any init failure is final.</summary>
    public bool InitFailureIsFinal { get; init; }

    /// <summary>Misreading: conditions of a Job may be withdrawn.</summary>
    public bool JobForgets { get; init; }

    /// <summary>Misreading: FailureTarget does not exclude Complete.</summary>
    public bool TargetsDoNotExclude { get; init; }

    /// <summary>Misreading: completionTime may be corrected.</summary>
    public bool CompletionTimeMoves { get; init; }

    /// <summary>Misreading: a denied request may be approved.</summary>
    public bool DenialIsOpinion { get; init; }

    /// <summary>Whether one phase may follow another.</summary>
    public bool MayBecome(PodPhase from, PodPhase to)
    {
        if (from == to)
        {
            return true;
        }

        string[] next = from switch
        {
            PodPhase.Unset => ["Pending"],
            PodPhase.Pending => ["Running", "Succeeded", "Failed", "Unknown"],
            PodPhase.Running => RunningNeverPends ? ["Succeeded", "Failed", "Unknown"] : ["Pending", "Succeeded", "Failed", "Unknown"],
            PodPhase.Unknown => ["Pending", "Running", "Succeeded", "Failed"],
            PodPhase.Succeeded => FinishedPodsRestart ? ["Running"] : [],
            _ => FailureHeals ? ["Succeeded"] : [],
        };
        return next.Contains(to.ToString());
    }

    /// <summary>The phase kubelet computes, written as one pass over counters the way kubelet does it.</summary>
    public PodPhase Phase(PodContainers pod)
    {
        int failedInit = 0, pendingInit = 0, running = 0, waiting = 0, stopped = 0, succeeded = 0, unknown = 0, unstartedSidecars = 0;
        foreach (var init in pod.Inits)
        {
            failedInit += init.State == ContainerState.Failed && (init.FailureIsFinal || InitFailureIsFinal) ? 1 : 0;
            pendingInit += init.State is ContainerState.Missing or ContainerState.Waiting or ContainerState.Running or ContainerState.Failed ? 1 : 0;
        }

        foreach (var sidecar in SidecarsDoNotCount ? [] : pod.Sidecars)
        {
            running += sidecar == ContainerState.Running ? 1 : 0;
            waiting += sidecar == ContainerState.Waiting ? 1 : 0;
            unstartedSidecars += sidecar == ContainerState.Missing ? 1 : 0;
        }

        foreach (var container in pod.Containers)
        {
            running += container == ContainerState.Running ? 1 : 0;
            waiting += container == ContainerState.Waiting ? 1 : 0;
            unknown += container == ContainerState.Missing ? 1 : 0;
            stopped += container is ContainerState.Succeeded or ContainerState.Failed ? 1 : 0;
            succeeded += container == ContainerState.Succeeded ? 1 : 0;
        }

        if (failedInit > 0)
        {
            return PodPhase.Failed;
        }

        if (pendingInit > 0 || (unstartedSidecars > 0 && !pod.Initialized) || waiting > 0)
        {
            return PodPhase.Pending;
        }

        if (running > 0 && unknown == 0)
        {
            return PodPhase.Running;
        }

        if (running > 0 || stopped == 0 || unknown > 0)
        {
            return PodPhase.Pending;
        }

        var allSucceeded = stopped == succeeded;
        if (pod.Terminal || pod.Policy == RestartPolicy.Never || (CrashIsFailure && !allSucceeded))
        {
            return allSucceeded ? PodPhase.Succeeded : PodPhase.Failed;
        }

        return pod.Policy == RestartPolicy.Always || !allSucceeded ? PodPhase.Running : PodPhase.Succeeded;
    }

    /// <summary>Whether a status of a Job may be written over another.</summary>
    public bool Accepts(JobStatus before, JobStatus after)
    {
        string[] lasting = ["Complete", "Failed", "FailureTarget", "SuccessCriteriaMet"];
        (string, string)[] excluding = [("Complete", "Failed"), ("Complete", "FailureTarget"), ("SuccessCriteriaMet", "Failed"), ("SuccessCriteriaMet", "FailureTarget")];
        return (JobForgets || !lasting.Any(c => before.True.Contains(c) && !after.True.Contains(c)))
            && !excluding.Where(e => !TargetsDoNotExclude || e.Item2 != "FailureTarget").Any(e => after.True.Contains(e.Item1) && after.True.Contains(e.Item2))
            && (after.CompletionTime is null || after.True.Contains("Complete"))
            && (before.CompletionTime is null || CompletionTimeMoves || before.CompletionTime == after.CompletionTime)
            && !(after.Active && (after.True.Contains("Complete") || after.True.Contains("Failed")));
    }

    /// <summary>Whether a status of a CertificateSigningRequest may be written over another.</summary>
    public bool Accepts(RequestStatus before, RequestStatus after) =>
        !before.Present.Where(c => c is "Approved" or "Denied" or "Failed").Except(after.Present).Any()
        && (DenialIsOpinion || !(after.Present.Contains("Approved") && after.Present.Contains("Denied")))
        && (before.Certificate is null || before.Certificate == after.Certificate);

    /// <summary>Every misreading, by name.</summary>
    public static ImmutableDictionary<string, LifecycleReading> Misreadings { get; } = new Dictionary<string, LifecycleReading>
    {
        ["a finished pod restarts"] = new() { FinishedPodsRestart = true },
        ["running never pends"] = new() { RunningNeverPends = true },
        ["failure heals"] = new() { FailureHeals = true },
        ["sidecars do not count"] = new() { SidecarsDoNotCount = true },
        ["a crash is a failure"] = new() { CrashIsFailure = true },
        ["init failure is final"] = new() { InitFailureIsFinal = true },
        ["a job forgets"] = new() { JobForgets = true },
        ["targets do not exclude"] = new() { TargetsDoNotExclude = true },
        ["completion time moves"] = new() { CompletionTimeMoves = true },
        ["denial is opinion"] = new() { DenialIsOpinion = true },
    }.ToImmutableDictionary();
}
