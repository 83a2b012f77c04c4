include "SafeResource.dfy"

/// Why the lifecycles can be trusted.
module SafeResourceTheorems {
  import opened Lists
  import opened SafeResource

/// R2: a Pod that succeeded or failed stays so, whatever status is written.
  lemma EndedPodsStayEnded(from: PodPhase, to: PodPhase)
    requires from.Terminal() && from.MayBecome(to)
    ensures to == from
  {}

/// A run of status writes, each of them legal.
  ghost predicate IsRun(run: seq<PodPhase>) {
    |run| > 0 && forall i :: 0 <= i < |run| - 1 ==> run[i].MayBecome(run[i + 1])
  }

/// R2: from every phase a Pod can still come to its end: there are no dead states.
  lemma EveryPodCanEnd(from: PodPhase) returns (run: seq<PodPhase>)
    ensures IsRun(run) && run[0] == from && run[|run| - 1].Terminal()
  {
    run := if from.Terminal() then [from] else if from.Unset? then [from, Pending, Succeeded] else [from, Succeeded];
  }

/// R2: once ended, no run of legal writes leads anywhere else.
  lemma RunsNeverLeaveTheEnd(run: seq<PodPhase>, i: nat, j: nat)
    requires IsRun(run) && i <= j < |run| && run[i].Terminal()
    ensures run[j] == run[i]
    decreases j
  {
    if i < j { RunsNeverLeaveTheEnd(run, i, j - 1); EndedPodsStayEnded(run[j - 1], run[j]); }
  }

/// R3: what kubelet reports is always a legal next phase of a Pod that has been seen before.
  lemma KubeletReportsLegally(earlier: PodPhase, pod: Pod)
    requires !earlier.Unset?
    ensures earlier.MayBecome(earlier.Merged(pod.Phase()))
  {}

/// R3: a Pod whose sidecar still runs has not succeeded.
  lemma RunningSidecarIsNotSucceeded(pod: Pod)
    requires ContainerState.Running in pod.sidecars
    ensures !pod.Phase().Succeeded?
  {}

/// R3: a Pod that restarts its containers never ends by itself, unless an init container failed for good.
  lemma AlwaysRestartedPodsDoNotEnd(pod: Pod)
    requires pod.policy.Always? && !pod.terminal && !pod.InitFailed()
    ensures !pod.Phase().Terminal()
  {}

/// R4: a status write of a Job is accepted exactly when nothing is withdrawn and the result is consistent.
  lemma JobFaultsAreExact(earlier: Job, next: Job)
    ensures earlier.Faults(next) == [] <==> earlier.Lasts(next) && next.Consistent()
  {}

/// A run of accepted status writes of a Job.
  ghost predicate IsJobRun(run: seq<Job>) {
    |run| > 0 && forall i :: 0 <= i < |run| - 1 ==> run[i].Faults(run[i + 1]) == []
  }

/// R4: no run of accepted writes makes a Job both complete and failed, or takes back that it finished.
  lemma FinishedJobsStayFinished(run: seq<Job>, i: nat, j: nat)
    requires IsJobRun(run) && i <= j < |run| && run[0].Consistent()
    ensures run[j].Consistent()
    ensures run[i].complete ==> run[j].complete && !run[j].failed
    ensures run[i].failed ==> run[j].failed && !run[j].complete
    decreases j
  {
    if j > 0 { JobFaultsAreExact(run[j - 1], run[j]); }
    if i < j { FinishedJobsStayFinished(run, i, j - 1); }
    else if j > 0 { FinishedJobsStayFinished(run, j - 1, j - 1); }
  }

/// R5: a write of a CertificateSigningRequest is accepted exactly when nothing is removed and it is not both approved and denied.
  lemma RequestFaultsAreExact(earlier: Request, next: Request)
    ensures earlier.Faults(next) == [] <==> earlier.Lasts(next) && next.Consistent()
  {}

/// A run of accepted writes of a CertificateSigningRequest.
  ghost predicate IsRequestRun(run: seq<Request>) {
    |run| > 0 && forall i :: 0 <= i < |run| - 1 ==> run[i].Faults(run[i + 1]) == []
  }

/// R5: what was denied is never approved later, and what was approved never denied.
  lemma DecidedRequestsStayDecided(run: seq<Request>, i: nat, j: nat)
    requires IsRequestRun(run) && i <= j < |run| && run[0].Consistent()
    ensures run[i].denied ==> !run[j].approved
    ensures run[i].approved ==> !run[j].denied
    ensures run[j].Consistent() && run[i].Lasts(run[j])
    decreases j
  {
    if j > 0 { RequestFaultsAreExact(run[j - 1], run[j]); }
    if i < j { DecidedRequestsStayDecided(run, i, j - 1); }
    else if j > 0 { DecidedRequestsStayDecided(run, j - 1, j - 1); }
  }
}
