include "Prelude.dfy"

/// The lifecycle of built-in kinds: which states follow which, and which conditions may stand together.
module SafeResource {
  import opened Native
  import opened Int32s
  import opened Lists

/// Pod phases. Unset is the phase of a Pod no status was written for; Unknown is the legacy phase of a lost node.
  datatype PodPhase = Unset | Pending | Running | Succeeded | Failed | Unknown {
/// A Pod that ran to its end stays where it is: kubelet never leaves these.
    predicate Terminal() { Succeeded? || Failed? }

/// Whether a status write may take a Pod from this phase to the next (kubelet's own transitions; Running goes
/// back to Pending when the sandbox is made again).
    predicate MayBecome(next: PodPhase) {
      next == this || (!Terminal() && match this
                                      case Unset => next.Pending?
                                      case Pending => next.Running? || next.Terminal() || next.Unknown?
                                      case Running => next.Pending? || next.Terminal() || next.Unknown?
                                      case Unknown => !next.Unset?)
    }

/// What kubelet reports: a computed phase never takes back one that is terminal.
    function Merged(computed: PodPhase): PodPhase { if Terminal() then this else computed }
  }

/// What a container is doing. Stopped is terminated, or waiting after an earlier run; Missing has no status.
  datatype ContainerState = Missing | Waiting | Running | Stopped(exitZero: bool)

/// How the Pod restarts its containers.
  datatype RestartPolicy = Always | OnFailure | Never

/// A regular init container. A failure is final when nothing restarts the container.
  datatype Init = Init(state: ContainerState, failureIsFinal: bool) {
    predicate FailedForGood() { state.Stopped? && !state.exitZero && failureIsFinal }
    predicate IsDone() { state.Stopped? && state.exitZero }
  }

/// The containers of a Pod as kubelet counts them.
  datatype Pod = Pod(policy: RestartPolicy, inits: List<Init>, sidecars: List<ContainerState>, containers: List<ContainerState>, terminal: bool, initialized: bool) {
    predicate InitFailed() { exists init <- inits :: init.FailedForGood() }
    by method {
      for i: Int32 := 0 to |inits| as Int32
        invariant forall init <- inits[..i] :: !init.FailedForGood()
      {
        if inits[i].FailedForGood() { return true; }
      }
      assert inits[..|inits|] == inits;
      return false;
    }

    predicate InitPending() { exists init <- inits :: !init.IsDone() && !init.FailedForGood() }
    by method {
      for i: Int32 := 0 to |inits| as Int32
        invariant forall init <- inits[..i] :: init.IsDone() || init.FailedForGood()
      {
        if !inits[i].IsDone() && !inits[i].FailedForGood() { return true; }
      }
      assert inits[..|inits|] == inits;
      return false;
    }

    predicate SidecarIs(state: ContainerState) { state in sidecars }
    by method {
      for i: Int32 := 0 to |sidecars| as Int32
        invariant state !in sidecars[..i]
      {
        if sidecars[i] == state { return true; }
      }
      return false;
    }

    predicate ContainerIs(state: ContainerState) { state in containers }
    by method {
      for i: Int32 := 0 to |containers| as Int32
        invariant state !in containers[..i]
      {
        if containers[i] == state { return true; }
      }
      return false;
    }

    predicate AnyRunning() { ContainerIs(ContainerState.Running) || SidecarIs(ContainerState.Running) }
    predicate AnyWaiting() { ContainerIs(Waiting) || SidecarIs(Waiting) }
    predicate AnyStopped() { ContainerIs(Stopped(true)) || ContainerIs(Stopped(false)) }

/// The phase kubelet computes (getPhase of pkg/kubelet/kubelet_pods.go).
    function Phase(): PodPhase {
      if InitFailed() then PodPhase.Failed
      else if InitPending() || (SidecarIs(Missing) && !initialized) || AnyWaiting() then Pending
      else if ContainerIs(Missing) then Pending
      else if AnyRunning() then PodPhase.Running
      else if !AnyStopped() then Pending
      else if terminal then Ended()
      else match policy
           case Always => PodPhase.Running
           case OnFailure => if ContainerIs(Stopped(false)) then PodPhase.Running else Succeeded
           case Never => Ended()
    }

    function Ended(): PodPhase { if ContainerIs(Stopped(false)) then PodPhase.Failed else Succeeded }
  }

/// The conditions of a Job that last once they are True.
  datatype JobCondition = Complete | JobFailed | FailureTarget | SuccessCriteriaMet

/// A time that is set once, as its text.
  datatype Moment = Never_ | At(text: Text)

/// One thing wrong with a status write of a Job.
  datatype JobFault =
    | Withdrawn(condition: JobCondition)
    | Together(one: JobCondition, other: JobCondition)
    | CompletionTimeWithoutComplete
    | CompletionTimeChanged
    | ActiveAfterTheEnd

/// The part of a Job's status that has rules: conditions that are True, completionTime, and whether Pods are active.
  datatype Job = Job(complete: bool, failed: bool, failureTarget: bool, successCriteriaMet: bool, completionTime: Moment, active: bool) {
    predicate Finished() { complete || failed }

/// What holds in every single status.
    predicate Consistent() {
      && !(complete && failed) && !(complete && failureTarget) && !(successCriteriaMet && failed) && !(successCriteriaMet && failureTarget)
      && (completionTime.At? ==> complete)
      && (Finished() ==> !active)
    }

/// What holds between a status and the next.
    predicate Lasts(next: Job) {
      && (complete ==> next.complete) && (failed ==> next.failed)
      && (failureTarget ==> next.failureTarget) && (successCriteriaMet ==> next.successCriteriaMet)
      && (completionTime.At? ==> next.completionTime == completionTime)
    }

/// Everything wrong with writing next over this status (ValidateJobStatusUpdate of pkg/apis/batch/validation).
    function Faults(next: Job): seq<JobFault> {
      (if complete && !next.complete then [Withdrawn(Complete)] else [])
      + (if failed && !next.failed then [Withdrawn(JobFailed)] else [])
      + (if failureTarget && !next.failureTarget then [Withdrawn(FailureTarget)] else [])
      + (if successCriteriaMet && !next.successCriteriaMet then [Withdrawn(SuccessCriteriaMet)] else [])
      + (if next.complete && next.failed then [Together(Complete, JobFailed)] else [])
      + (if next.complete && next.failureTarget then [Together(Complete, FailureTarget)] else [])
      + (if next.successCriteriaMet && next.failed then [Together(SuccessCriteriaMet, JobFailed)] else [])
      + (if next.successCriteriaMet && next.failureTarget then [Together(SuccessCriteriaMet, FailureTarget)] else [])
      + (if next.completionTime.At? && !next.complete then [CompletionTimeWithoutComplete] else [])
      + (if completionTime.At? && next.completionTime != completionTime then [CompletionTimeChanged] else [])
      + (if next.Finished() && next.active then [ActiveAfterTheEnd] else [])
    }
  }

/// The conditions of a CertificateSigningRequest; all of them last.
  datatype RequestCondition = Approved | Denied | RequestFailed

/// One thing wrong with a write of a CertificateSigningRequest.
  datatype RequestFault = Removed(condition: RequestCondition) | ApprovedAndDenied | CertificateChanged

/// The part of a CertificateSigningRequest's status that has rules.
  datatype Request = Request(approved: bool, denied: bool, failed: bool, certificate: Moment) {
    predicate Consistent() { !(approved && denied) }

    predicate Lasts(next: Request) {
      && (approved ==> next.approved) && (denied ==> next.denied) && (failed ==> next.failed)
      && (certificate.At? ==> next.certificate == certificate)
    }

/// Everything wrong with writing next over this status (pkg/apis/certificates/validation).
    function Faults(next: Request): seq<RequestFault> {
      (if approved && !next.approved then [Removed(Approved)] else [])
      + (if denied && !next.denied then [Removed(Denied)] else [])
      + (if failed && !next.failed then [Removed(RequestFailed)] else [])
      + (if next.approved && next.denied then [ApprovedAndDenied] else [])
      + (if certificate.At? && next.certificate != certificate then [CertificateChanged] else [])
    }
  }
}
