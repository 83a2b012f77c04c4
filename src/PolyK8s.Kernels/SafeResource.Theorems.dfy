include "SafeResource.dfy"
include "PodPhase.dfy"
include "JobStatus.dfy"
include "RequestStatus.dfy"

/// Why a lifecycle that is followed keeps its promises.
module SafeResourceTheorems {
  import opened Int32s
  import opened Lists
  import opened SafeResource
  import PodPhase
  import JobStatus
  import RequestStatus

  // The phase of a Pod

/// R2. A Pod that has Succeeded or Failed stays so.
  lemma FinalPhasesStay(phase: PodPhase.Phase, next: PodPhase.Phase)
    requires phase.IsFinal() && phase.MayBecome(next)
    ensures next == phase
  {}

/// R2. From every phase that is not final a Pod can still succeed: no phase is a dead end.
  lemma EveryLivingPhaseCanSucceed(phase: PodPhase.Phase)
    requires !phase.IsFinal()
    ensures phase.MayBecome(PodPhase.Phase.Succeeded)
  {
    assert PodPhase.Phase.Unset.Next()[2].Succeeded? && PodPhase.Phase.Pending.Next()[1].Succeeded? && PodPhase.Phase.Running.Next()[1].Succeeded?;
    assert PodPhase.Phase.Unknown.Next()[2].Succeeded? && PodPhase.Phase.Other.Next()[2].Succeeded?;
  }

/// R2. A phase that is none of Kubernetes' own is never entered.
  lemma OnlyRealPhasesAreEntered(phase: PodPhase.Phase, next: PodPhase.Phase)
    requires phase != next && phase.MayBecome(next)
    ensures !next.Other? && !next.Unset?
  {}

/// R3. The kubelet finds a Pod Succeeded only when every container has ended with exit code 0.
  lemma SuccessMeansEveryContainerSucceeded(pod: PodPhase.Containers, terminal: bool, initialized: bool)
    requires pod.Phase(terminal, initialized).Succeeded?
    ensures forall c <- pod.mains :: c.HasSucceeded()
  {
    forall c | c in pod.mains ensures c.HasSucceeded() {
      assert !c.state.Waiting? && !c.state.Absent? && !c.state.Started?;
    }
  }

/// R3. While a sidecar runs the kubelet never finds the Pod Succeeded.
  lemma ARunningSidecarKeepsThePodFromSuccess(pod: PodPhase.Containers, sidecar: PodPhase.Sidecar, terminal: bool, initialized: bool)
    requires sidecar in pod.sidecars && sidecar.state.Started?
    ensures !pod.Phase(terminal, initialized).Succeeded?
  {}

/// R3. A Pod whose containers always restart never ends by itself.
  lemma ContainersThatAlwaysRestartNeverEnd(pod: PodPhase.Containers, initialized: bool)
    requires forall c <- pod.inits + pod.mains :: c.restarts.Always?
    ensures !pod.Phase(false, initialized).IsFinal()
  {
    forall c | c in pod.inits ensures !c.HasFailedForGood() { assert c in pod.inits + pod.mains; }
    if pod.SomeEnded() {
      var c :| c in pod.mains && c.HasEnded();
      assert c in pod.inits + pod.mains && c.WillRestart();
    }
  }

/// R3. The kubelet computes no phase but Pending, Running, Succeeded and Failed.
  lemma TheKubeletComputesARealPhase(pod: PodPhase.Containers, terminal: bool, initialized: bool)
    ensures var phase := pod.Phase(terminal, initialized); phase.Pending? || phase.Running? || phase.IsFinal()
  {}

  // Conditions, for every kind that has a row

/// Statuses of which each may follow the one before.
  ghost predicate IsHistory(row: Row, history: seq<Conditions>) {
    forall i :: 0 < i < |history| ==> row.Permits(history[i - 1], history[i])
  }

/// R4. Conditions that exclude one another are never true together, however long the history.
  lemma ExclusiveConditionsStayApart(row: Row, history: seq<Conditions>, pair: Pair, i: nat)
    requires IsHistory(row, history) && pair in row.apart && 0 < i < |history|
    ensures !(history[i].Hold(pair.left) && history[i].Hold(pair.right))
  {
    assert row.Permits(history[i - 1], history[i]);
    assert !row.Breaks(Together(pair), history[i - 1], history[i]);
  }

/// R4. A condition that is kept stays for ever.
  lemma KeptConditionsStay(row: Row, history: seq<Conditions>, condition: Condition, i: nat, j: nat)
    requires IsHistory(row, history) && condition in row.kept && i <= j < |history| && history[i].Hold(condition)
    ensures history[j].Hold(condition)
    decreases j - i
  {
    if i < j {
      KeptConditionsStay(row, history, condition, i, j - 1);
      assert row.Permits(history[j - 1], history[j]);
      assert !row.Breaks(Removed(condition), history[j - 1], history[j]);
    }
  }

/// R4. A Job that is complete is never failed later, and one that has failed is never complete.
  lemma AFinishedJobNeverChangesItsMind(history: seq<Conditions>, i: nat, j: nat)
    requires IsHistory(Row.Job(), history) && i < j < |history|
    ensures history[i].Hold(Complete) ==> history[j].Hold(Complete) && !history[j].Hold(Failed)
    ensures history[i].Hold(Failed) ==> history[j].Hold(Failed) && !history[j].Hold(Complete)
  {
    assert Row.Job().kept[0] == Complete && Row.Job().kept[1] == Failed && Row.Job().apart[0] == Pair(Complete, Failed);
    if history[i].Hold(Complete) { KeptConditionsStay(Row.Job(), history, Complete, i, j); }
    if history[i].Hold(Failed) { KeptConditionsStay(Row.Job(), history, Failed, i, j); }
    ExclusiveConditionsStayApart(Row.Job(), history, Pair(Complete, Failed), j);
  }

/// R5. A request that was denied is never approved later, one that was approved never denied, and one that failed stays failed.
  lemma ADecidedRequestNeverChangesSides(history: seq<Conditions>, i: nat, j: nat)
    requires IsHistory(Row.CertificateSigningRequest(), history) && i < j < |history|
    ensures history[i].Hold(Denied) ==> history[j].Hold(Denied) && !history[j].Hold(Approved)
    ensures history[i].Hold(Approved) ==> history[j].Hold(Approved) && !history[j].Hold(Denied)
    ensures history[i].Hold(Failed) ==> history[j].Hold(Failed)
  {
    var row := Row.CertificateSigningRequest();
    assert row.kept[0] == Approved && row.kept[1] == Denied && row.kept[2] == Failed && row.apart[0] == Pair(Approved, Denied);
    if history[i].Hold(Denied) { KeptConditionsStay(row, history, Denied, i, j); }
    if history[i].Hold(Approved) { KeptConditionsStay(row, history, Approved, i, j); }
    if history[i].Hold(Failed) { KeptConditionsStay(row, history, Failed, i, j); }
    ExclusiveConditionsStayApart(row, history, Pair(Approved, Denied), j);
  }

/// R4. What a Job that is complete says about its end is settled: no later write moves its completion time.
  lemma ACompletionTimeIsWrittenOnce(step: JobStatus.Step)
    requires step.IsLegal() && step.before.completion.At?
    ensures step.after.completion == step.before.completion
  {
    assert !JobStatus.FieldFault.CompletionChanged.IsIn(step.before, step.after);
  }

/// R4. A Job that is finished has started, runs nothing and has counted everything.
  lemma AFinishedJobIsAtRest(step: JobStatus.Step)
    requires step.IsLegal() && step.after.IsFinished()
    ensures step.after.start.At? && step.after.active == 0 && step.after.terminating == 0 && step.after.ready == 0 && !step.after.uncounted
  {
    assert !JobStatus.FieldFault.FinishedWithoutStart.IsIn(step.before, step.after) && !JobStatus.FieldFault.FinishedWithActive.IsIn(step.before, step.after);
    assert !JobStatus.FieldFault.FinishedWithTerminating.IsIn(step.before, step.after) && !JobStatus.FieldFault.FinishedWithUncounted.IsIn(step.before, step.after);
    assert !JobStatus.FieldFault.NegativeCount.IsIn(step.before, step.after) && !JobStatus.FieldFault.MoreReadyThanActive.IsIn(step.before, step.after);
  }

/// R5. A certificate, once issued, is never replaced or taken back.
  lemma ACertificateIsIssuedOnce(step: RequestStatus.Step)
    requires step.IsLegal() && step.before.certificate.Issued?
    ensures step.after.certificate == step.before.certificate
  {
    assert !step.Makes(RequestStatus.Fault.CertificateReplaced);
  }
}
