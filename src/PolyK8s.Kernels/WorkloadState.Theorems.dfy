include "WorkloadState.dfy"

/// Why the state of a workload can be relied on, and how it stands to what kubectl says.
module WorkloadStateTheorems {
  import opened Int32s
  import opened Int64s
  import opened WorkloadState

/// A Deployment is Available only when exactly the Pods asked for exist, are up to date, ready and available.
  lemma AvailableMeansEveryPod(d: Deployment)
    requires d.IsPossible() && d.State().Available?
    ensures d.IsObserved() && d.replicas == d.updated == d.ready == d.available == d.desired
  {}

/// And it is Available whenever that holds and nothing stands in the way: not deleted, paused, failing or past its deadline.
  lemma EveryPodMeansAvailable(d: Deployment)
    requires d.IsObserved() && d.replicas == d.updated == d.available == d.desired
    requires !d.terminating && !d.paused && !d.replicaFailure && !d.progress.DeadlineExceeded?
    ensures d.State().Available?
  {}

/// R11. What is Available has rolled out for kubectl, and what is Stalled is an error for it.
  lemma KubectlFollowsTheStateOfADeployment(d: Deployment)
    requires d.IsPossible()
    ensures d.State().Available? ==> d.Kubectl().RolledOut?
    ensures d.State().Stalled? ==> d.Kubectl().PastDeadline?
  {}

/// R11. Where kubectl says that a Deployment has rolled out, the state differs only by what kubectl does not look at: deletion, pause, a failing ReplicaSet, more Pods than asked for, an unset replica count, or a status never written.
  lemma KubectlDoneMeansAvailable(d: Deployment)
    requires d.IsPossible() && d.Kubectl().RolledOut?
    ensures d.State().Available? || d.terminating || d.paused || d.replicaFailure || d.replicas > d.desired || !d.replicasSet || d.observed <= 0
  {}

/// R8. A controller that has not seen the newest spec never makes a workload look settled.
  lemma AnUnseenSpecIsNeverSettled(d: Deployment, s: StatefulSet, a: DaemonSet, r: ReplicaSet)
    ensures !d.IsObserved() ==> !d.State().Available?
    ensures !s.IsObserved() ==> !s.State().Available?
    ensures !a.IsObserved() ==> !a.State().Available?
    ensures !r.IsObserved() ==> !r.State().Available?
  {}

/// A StatefulSet is Available only when all its Pods are there and ready, and as many as its partition lets through are updated.
  lemma AvailableMeansEveryOrdinal(s: StatefulSet)
    requires s.IsPossible() && s.State().Available?
    ensures s.IsObserved() && s.replicas == s.ready == s.desired
    ensures s.sameRevision || s.strategy.OnDelete? || (s.partitionSet && s.updated as Int64 >= s.ToUpdate())
  {}

/// R11. A StatefulSet that rolls and is Available is done for kubectl.
  lemma KubectlFollowsTheStateOfAStatefulSet(s: StatefulSet)
    requires s.IsPossible() && s.strategy.RollingUpdate? && s.State().Available?
    requires (s.sameRevision ==> s.updated == s.replicas) && (s.partitionSet ==> s.rollingUpdateSet)
    ensures s.Kubectl().IsDone() && !s.Kubectl().IsError()
  {}

/// A DaemonSet is Available only when a Pod is available on every node that should have one.
  lemma AvailableMeansEveryNode(a: DaemonSet)
    requires a.IsPossible() && a.State().Available?
    ensures a.IsObserved() && a.current == a.ready == a.available == a.desired && (a.strategy.OnDelete? || a.updated == a.desired)
  {}

/// R11. A DaemonSet that rolls is done for kubectl exactly when it is Available, deletion and a status never written apart.
  lemma KubectlAgreesOnADaemonSet(a: DaemonSet)
    requires a.IsPossible() && a.strategy.RollingUpdate? && !a.terminating && 0 < a.observed
    ensures a.State().Available? <==> a.Kubectl().RolledOut?
  {}

/// A workload that is being deleted is in no other state.
  lemma DeletionIsSaidFirst(d: Deployment, s: StatefulSet, a: DaemonSet, r: ReplicaSet)
    ensures d.terminating <==> d.State().Terminating?
    ensures s.terminating <==> s.State().Terminating?
    ensures a.terminating <==> a.State().Terminating?
    ensures r.terminating <==> r.State().Terminating?
  {}
}
