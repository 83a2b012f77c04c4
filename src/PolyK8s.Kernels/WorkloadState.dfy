include "Prelude.dfy"

/// What a workload is doing, from its own fields, and what `kubectl rollout status` says of the same fields.
module WorkloadState {
  import opened Int32s
  import opened Int64s

/// What a workload is doing; of several things that hold, the first.
  datatype State = Terminating | Paused | Observing | Stalled | ReplicaFailure | Updating | Scaling | Progressing | Available

/// The reason of the condition Progressing.
  datatype Progress = NoCondition | NewReplicaSetAvailable | DeadlineExceeded | OtherReason

/// The cases of `kubectl rollout status`: k8s.io/kubectl/pkg/polymorphichelpers/rollout_status.go.
  datatype Kubectl =
    | NotObserved | PastDeadline | FewerUpdated | OldPending | FewerAvailable | RolledOut
    | NotRolling | FewerReady | PartitionPending | PartitionComplete | RevisionPending | RevisionComplete
  {
    predicate IsDone() { RolledOut? || NotRolling? || PartitionComplete? || RevisionComplete? }
    predicate IsError() { PastDeadline? || NotRolling? }
  }

/// `generation` and `observed` are 0 where absent; the API server counts from 1. `replicasSet` whether `spec.replicas`
/// is there; `desired` is 1 where it is not. The conditions that count are flags: their order never matters.
  datatype Deployment = Deployment(terminating: bool, paused: bool, generation: Int64, observed: Int64,
                                   replicasSet: bool, desired: Int32, replicas: Int32, updated: Int32, ready: Int32, available: Int32,
                                   progress: Progress, replicaFailure: bool)
  {
    predicate IsObserved() { 0 < observed && generation <= observed }

/// After the controller's own reading (progress.go). The template is known to be settled only by NewReplicaSetAvailable.
    function State(): State {
      if terminating then Terminating
      else if paused then Paused
      else if !IsObserved() then Observing
      else if progress.DeadlineExceeded? then Stalled
      else if replicaFailure then ReplicaFailure
      else if replicas != updated || (updated != desired && !progress.NewReplicaSetAvailable?) then Updating
      else if replicas != desired then Scaling
      else if available < desired then Progressing
      else Available
    }

    function Kubectl(): Kubectl {
      if generation > observed then NotObserved
      else if progress.DeadlineExceeded? then PastDeadline
      else if replicasSet && updated < desired then FewerUpdated
      else if replicas > updated then OldPending
      else if available < updated then FewerAvailable
      else RolledOut
    }

/// A status the controller can write: whatever is available is ready, whatever is ready is there.
    predicate IsPossible() { 0 <= available <= ready <= replicas && 0 <= updated <= replicas && 0 <= desired }
  }

/// `spec.updateStrategy.type`.
  datatype Strategy = RollingUpdate | OnDelete | Other

/// `rollingUpdateSet` whether `spec.updateStrategy.rollingUpdate` is there, `partitionSet` whether its partition is.
  datatype StatefulSet = StatefulSet(terminating: bool, generation: Int64, observed: Int64, replicasSet: bool, desired: Int32,
                                     replicas: Int32, ready: Int32, updated: Int32,
                                     strategy: Strategy, rollingUpdateSet: bool, partitionSet: bool, partition: Int32, sameRevision: bool)
  {
    predicate IsObserved() { 0 < observed && generation <= observed }

/// How many Pods an update is to reach.
    function ToUpdate(): Int64 {
      desired as Int64 - (if partitionSet then partition as Int64 else 0)
    }

/// OnDelete updates when somebody deletes a Pod: nothing is under way. A partition keeps the revisions apart for good.
    predicate UpdateIsUnderWay() {
      !sameRevision && !strategy.OnDelete? && (partitionSet ==> updated as Int64 < ToUpdate())
    }

    function State(): State {
      if terminating then Terminating
      else if !IsObserved() then Observing
      else if UpdateIsUnderWay() then Updating
      else if replicas != desired then Scaling
      else if ready < desired then Progressing
      else Available
    }

    function Kubectl(): Kubectl {
      if !strategy.RollingUpdate? then NotRolling
      else if observed == 0 || generation > observed then NotObserved
      else if replicasSet && ready < desired then FewerReady
      else if rollingUpdateSet then
        if replicasSet && partitionSet && (updated as Int64) < ToUpdate() then PartitionPending else PartitionComplete
      else if !sameRevision then RevisionPending
      else RevisionComplete
    }

    predicate IsPossible() { 0 <= ready <= replicas && 0 <= updated <= replicas && 0 <= desired && 0 <= partition }
  }

/// The counts are those of nodes.
  datatype DaemonSet = DaemonSet(terminating: bool, generation: Int64, observed: Int64,
                                 desired: Int32, current: Int32, updated: Int32, ready: Int32, available: Int32, strategy: Strategy)
  {
    predicate IsObserved() { 0 < observed && generation <= observed }

    function State(): State {
      if terminating then Terminating
      else if !IsObserved() then Observing
      else if !strategy.OnDelete? && updated < current then Updating
      else if current != desired then Scaling
      else if available < desired then Progressing
      else Available
    }

    function Kubectl(): Kubectl {
      if !strategy.RollingUpdate? then NotRolling
      else if generation > observed then NotObserved
      else if updated < desired then FewerUpdated
      else if available < desired then FewerAvailable
      else RolledOut
    }

    predicate IsPossible() { 0 <= available <= ready <= current <= desired && 0 <= updated <= current }
  }

/// A ReplicaSet or a ReplicationController.
  datatype ReplicaSet = ReplicaSet(terminating: bool, generation: Int64, observed: Int64, replicasSet: bool, desired: Int32,
                                   replicas: Int32, labelled: Int32, ready: Int32, available: Int32, replicaFailure: bool)
  {
    predicate IsObserved() { 0 < observed && generation <= observed }

    function State(): State {
      if terminating then Terminating
      else if !IsObserved() then Observing
      else if replicaFailure then ReplicaFailure
      else if replicas != desired then Scaling
      else if available < desired then Progressing
      else Available
    }

    predicate IsPossible() { 0 <= available <= ready <= replicas && 0 <= labelled <= replicas && 0 <= desired }
  }
}
