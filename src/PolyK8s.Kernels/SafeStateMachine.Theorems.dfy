include "SafeStateMachine.dfy"
include "RolloutBounds.dfy"

/// Why a rollout that is planned, or watched, keeps its promises.
module SafeStateMachineTheorems {
  import opened Int32s
  import opened Lists
  import opened Native
  import opened Rollout
  import opened RolloutBounds
  import opened SafeStateMachine

  // Steps of the machine

/// A rollout never takes more Pods than `replicas + maxSurge`, unless it had more before; then it takes no further ones.
  lemma NoStepBreaksTheCeiling(rollout: Machine, next: Machine)
    requires rollout.Valid() && rollout.Leads(next) && rollout.strategy.RollingUpdate?
    ensures next.Total() <= rollout.wanted + rollout.surge || next.Total() <= rollout.Total()
  {}

/// A rolling update never takes away a ready Pod that leaves fewer than `replicas - maxUnavailable` available.
  lemma NoStepBreaksTheFloor(rollout: Machine, next: Machine)
    requires rollout.Valid() && rollout.Leads(next) && rollout.strategy.RollingUpdate?
    ensures next.Available() >= rollout.wanted - rollout.unavailable || next.Available() >= rollout.Available()
  {}

/// A StatefulSet gives up at most one ready Pod of those wanted at a time, and none while another is not ready.
  lemma OneByOneLeavesAllButOne(rollout: Machine, next: Machine)
    requires rollout.Valid() && rollout.Leads(next) && rollout.strategy.OneByOne?
    ensures next.Available() >= rollout.wanted - 1 || next.Available() >= rollout.Available()
    ensures next.Available() < rollout.Available() ==> rollout.Unready() == 0
  {}

/// A StatefulSet never replaces a Pod that its partition keeps.
  lemma ThePartitionIsKept(rollout: Machine, next: Machine)
    requires rollout.Valid() && rollout.Leads(next) && rollout.strategy.OneByOne? && rollout.Total() == rollout.wanted
    ensures next.outdated.Total() >= rollout.Kept() || next.outdated.Total() >= rollout.outdated.Total()
  {}

/// A DaemonSet gives up ready Pods only while no more than `maxUnavailable` nodes are without one.
  lemma InPlaceLeavesAllButUnavailable(rollout: Machine, next: Machine)
    requires rollout.Valid() && rollout.Leads(next) && rollout.strategy.InPlace? && rollout.Total() <= rollout.wanted
    ensures next.Available() >= rollout.wanted - rollout.unavailable || next.Available() >= rollout.Available()
    ensures next.Total() <= rollout.wanted
  {}

/// With the strategy Recreate no new Pod is made while an old one is left.
  lemma RecreateNeverMixes(rollout: Machine, next: Machine)
    requires rollout.Valid() && rollout.Leads(next) && rollout.strategy.Recreate? && next.updated.Total() > rollout.updated.Total()
    ensures rollout.outdated.Total() == 0
  {}

/// Where nothing is left to happen the rollout is done: nothing deadlocks while Pods become ready.
  lemma WhatRestsIsDone(rollout: Machine)
    requires rollout.Valid() && rollout.CanMove() && rollout.Next() == rollout
    ensures rollout.IsDone()
  {
    assert rollout.Unready() == 0;
  }

/// What is done rests: a finished rollout moves no Pod.
  lemma WhatIsDoneRests(rollout: Machine, next: Machine)
    requires rollout.Valid() && rollout.IsDone() && next.Valid()
    ensures !rollout.Leads(next)
  {
    AuxDoneIsControlled(rollout);
    if rollout.Ripens(next) { AuxSame(rollout.outdated, next.outdated); AuxSame(rollout.updated, next.updated); }
  }

  lemma AuxSame(left: Pods, right: Pods)
    requires left.Valid() && right.Valid() && left.Total() == right.Total() && left.unready == right.unready
    ensures left == right
  {}

  lemma AuxDoneIsControlled(rollout: Machine)
    requires rollout.Valid() && rollout.IsDone()
    ensures rollout.Controlled() == rollout
  {
    match rollout.strategy
    case RollingUpdate => AuxEmpty(rollout); AuxShrunkEmpty(rollout);
    case Recreate => AuxEmpty(rollout); AuxSame(rollout.updated.Up(0), rollout.updated);
    case OneByOne(_) => {}
    case InPlace => AuxEmpty(rollout); AuxReplacedEmpty(rollout);
  }

  lemma AuxEmpty(rollout: Machine)
    requires rollout.Valid() && rollout.IsDone() && !rollout.strategy.OneByOne?
    ensures rollout.outdated == Pods(0, 0) && rollout.updated == Pods(rollout.wanted, 0)
  {
    assert rollout.outdated.unready == 0 && rollout.updated.unready == 0 && rollout.outdated.ready == 0;
    AuxSame(rollout.outdated, Pods(0, 0));
    AuxSame(rollout.updated, Pods(rollout.wanted, 0));
  }

  lemma AuxShrunkEmpty(rollout: Machine)
    requires rollout.Valid() && rollout.outdated == Pods(0, 0)
    ensures rollout.Shrunk() == rollout
  {}

  lemma AuxReplacedEmpty(rollout: Machine)
    requires rollout.Valid() && rollout.outdated == Pods(0, 0)
    ensures rollout.Replaced() == rollout
  {}

/// The work that is left: every step makes it less.
  ghost function Work(rollout: Machine): int
    requires rollout.Valid()
  {
    match rollout.strategy
    case RollingUpdate => Around(rollout.updated.Total(), rollout.wanted) + rollout.outdated.ready as int + 2 * rollout.outdated.unready as int + rollout.updated.unready as int
    case Recreate => Around(rollout.updated.Total(), rollout.wanted) + rollout.outdated.ready as int + 2 * rollout.outdated.unready as int + rollout.updated.unready as int
    case _ => 2 * Around(rollout.Total(), rollout.wanted) + 2 * rollout.outdated.ready as int + 3 * rollout.outdated.unready as int + rollout.updated.unready as int
  }

/// Twice the distance of two counts.
  ghost function Around(left: Count, right: Count): int {
    if left >= right then 2 * (left as int - right as int) else 2 * (right as int - left as int)
  }

/// Every step, of a controller or of Pods that become ready, leaves less work: no rollout goes on for ever.
  lemma EveryStepLeavesLessWork(rollout: Machine, next: Machine)
    requires rollout.Valid() && rollout.Leads(next)
    ensures 0 <= Work(next) < Work(rollout)
  {
    if rollout.Ripens(next) { AuxRipening(rollout, next); }
    else if rollout.strategy.RollingUpdate? || rollout.strategy.Recreate? { AuxRolling(rollout, next); }
    else { AuxReplacing(rollout, next); }
  }

  lemma AuxRipening(rollout: Machine, next: Machine)
    requires rollout.Valid() && rollout.Ripens(next) && next != rollout
    ensures 0 <= Work(next) < Work(rollout)
  {
    if next.outdated.unready == rollout.outdated.unready { AuxSame(rollout.outdated, next.outdated); }
    if next.updated.unready == rollout.updated.unready { AuxSame(rollout.updated, next.updated); }
  }

  lemma AuxRolling(rollout: Machine, next: Machine)
    requires rollout.Valid() && (rollout.strategy.RollingUpdate? || rollout.strategy.Recreate?) && next == rollout.Controlled() && next != rollout
    ensures 0 <= Work(next) < Work(rollout)
  {
    if next.updated == rollout.updated {
      assert next.outdated.ready < rollout.outdated.ready || next.outdated.unready < rollout.outdated.unready;
    } else {
      assert next.outdated == rollout.outdated;
      assert next == rollout.Fitted();
    }
  }

  lemma AuxReplacing(rollout: Machine, next: Machine)
    requires rollout.Valid() && (rollout.strategy.OneByOne? || rollout.strategy.InPlace?) && next == rollout.Controlled() && next != rollout
    ensures 0 <= Work(next) < Work(rollout)
  {
    if rollout.strategy.OneByOne? {
      if rollout.Total() != rollout.wanted { AuxNearer(rollout); } else { AuxOneReplaced(rollout); }
    } else if rollout.Total() > rollout.wanted { AuxThinned(rollout); }
    else if rollout.Total() == rollout.wanted { AuxReplaced(rollout); }
  }

  lemma AuxNearer(rollout: Machine)
    requires rollout.Valid() && rollout.strategy.OneByOne? && rollout.Unready() == 0 && rollout.Total() != rollout.wanted
    ensures 0 <= Work(rollout.OneNearer()) < Work(rollout)
  {}

  lemma AuxOneReplaced(rollout: Machine)
    requires rollout.Valid() && rollout.strategy.OneByOne? && rollout.Unready() == 0 && rollout.OneReplaced() != rollout
    ensures 0 <= Work(rollout.OneReplaced()) < Work(rollout)
  {}

  lemma AuxThinned(rollout: Machine)
    requires rollout.Valid() && rollout.strategy.InPlace? && rollout.Total() > rollout.wanted
    ensures 0 <= Work(rollout.Thinned()) < Work(rollout)
  {
    var over := rollout.Total() - rollout.wanted;
    if rollout.outdated.Total() == 0 { AuxDown(rollout.updated, over); }
    else { AuxDown(rollout.outdated, if over < rollout.outdated.Total() then over else rollout.outdated.Total()); }
  }

  lemma AuxDown(pods: Pods, n: Count)
    requires pods.Valid() && 0 <= n <= pods.Total()
    ensures pods.Down(n).ready <= pods.ready && pods.Down(n).unready <= pods.unready && pods.Down(n).Total() == pods.Total() - n
  {}

  lemma AuxReplaced(rollout: Machine)
    requires rollout.Valid() && rollout.strategy.InPlace? && rollout.Total() == rollout.wanted && rollout.Replaced() != rollout
    ensures 0 <= Work(rollout.Replaced()) < Work(rollout)
  {
    var next := rollout.Replaced();
    assert next.Total() == rollout.Total();
    assert next.outdated.unready == 0 && next.outdated.ready <= rollout.outdated.ready;
    if rollout.outdated.unready == 0 && next.outdated.ready == rollout.outdated.ready {
      AuxSame(next.outdated, rollout.outdated);
      AuxSame(next.updated, rollout.updated);
    }
  }

/// A rollout whose Pods become ready comes to its end, whatever it begins from.
  lemma EveryRolloutCanEnd(rollout: Machine) returns (end: Machine)
    requires rollout.Valid() && rollout.CanMove()
    ensures end.Valid() && end.IsDone() && end.wanted == rollout.wanted
    decreases Work(rollout)
  {
    var next := rollout.Next();
    if next == rollout {
      WhatRestsIsDone(rollout);
      end := rollout;
    } else {
      EveryStepLeavesLessWork(rollout, next);
      end := EveryRolloutCanEnd(next);
    }
  }

  // Bounds

/// The fenceposts let every Deployment move, whatever its strategy says.
  lemma FencepostsLetItMove(bounds: Bounds, replicas: Count)
    requires bounds.maxSurge.Valid() && bounds.maxUnavailable.Valid() && 0 < replicas <= Most
    ensures var room := bounds.Fenceposts(replicas); room.surge + room.unavailable > 0
  {}

/// A percentage of at most 100 is never more than the whole, rounded up or down, and the two differ by at most one.
  lemma APercentageIsAPart(bound: Bound, total: Count)
    requires bound.Percent? && bound.Valid() && bound.value <= 100 && 0 <= total <= Most
    ensures 0 <= bound.Of(total, false) <= bound.Of(total, true) <= total
    ensures bound.Of(total, true) <= bound.Of(total, false) + 1
  {
    AuxProduct(bound.value, total);
    AuxNotNegative(100 - bound.value as int, total as int);
  }

  // States

/// Every state of a planned rollout may follow the one before: a plan walks along the table.
  lemma PlansFollowTheTable(rollout: Machine, next: Machine)
    requires rollout.Valid() && next.Valid()
    ensures StateOf(rollout).MayBecome(StateOf(next))
  {
    assert State.Updating.Next()[0].Scaling? && State.Updating.Next()[1].Progressing? && State.Updating.Next()[2].Available?;
    assert State.Scaling.Next()[0].Updating? && State.Scaling.Next()[1].Progressing? && State.Scaling.Next()[2].Available?;
    assert State.Progressing.Next()[0].Updating? && State.Progressing.Next()[1].Scaling? && State.Progressing.Next()[2].Available?;
    assert State.Available.Next()[0].Updating? && State.Available.Next()[1].Scaling? && State.Available.Next()[2].Progressing?;
  }

/// A Deployment that only waits for Pods never goes back to replacing or making them while its spec stays and no Pod is lost.
  lemma ADeploymentNeverGoesBack(rollout: Machine, next: Machine)
    requires rollout.Valid() && rollout.Leads(next) && (rollout.strategy.RollingUpdate? || rollout.strategy.Recreate?)
    ensures StateOf(rollout).Progressing? ==> StateOf(next).Progressing? || StateOf(next).Available?
    ensures !StateOf(rollout).Available?
  {
    if rollout.IsDone() { WhatIsDoneRests(rollout, next); }
    if StateOf(rollout).Progressing? {
      AuxWaiting(rollout);
      if rollout.Ripens(next) { AuxStillWaiting(next); } else { AuxNothingToControl(rollout); }
    }
  }

  lemma AuxWaiting(rollout: Machine)
    requires rollout.Valid() && (rollout.strategy.RollingUpdate? || rollout.strategy.Recreate?) && StateOf(rollout).Progressing?
    ensures rollout.outdated.Total() == 0 && rollout.updated.Total() == rollout.wanted
  {}

  lemma AuxStillWaiting(next: Machine)
    requires next.Valid() && (next.strategy.RollingUpdate? || next.strategy.Recreate?) && next.outdated.Total() == 0 && next.updated.Total() == next.wanted
    ensures StateOf(next).Progressing? || StateOf(next).Available?
  {}

  lemma AuxNothingToControl(rollout: Machine)
    requires rollout.Valid() && (rollout.strategy.RollingUpdate? || rollout.strategy.Recreate?) && rollout.outdated.Total() == 0 && rollout.updated.Total() == rollout.wanted
    ensures rollout.Controlled() == rollout
  {
    hide *;
    AuxNoneOutdated(rollout);
    if rollout.strategy.RollingUpdate? { AuxNothingToRoll(rollout); } else { AuxNothingToRecreate(rollout); }
  }

  lemma AuxNoneOutdated(rollout: Machine)
    requires rollout.Valid() && rollout.outdated.Total() == 0
    ensures rollout.outdated == Pods(0, 0)
  {}

  lemma AuxNothingToRoll(rollout: Machine)
    requires rollout.Valid() && rollout.strategy.RollingUpdate? && rollout.outdated == Pods(0, 0) && rollout.updated.Total() == rollout.wanted
    ensures rollout.Controlled() == rollout
  {
    AuxShrunkEmpty(rollout);
  }

  lemma AuxNothingToRecreate(rollout: Machine)
    requires rollout.Valid() && rollout.strategy.Recreate? && rollout.outdated == Pods(0, 0) && rollout.updated.Total() == rollout.wanted
    ensures rollout.Controlled() == rollout
  {
    AuxFittedFull(rollout);
  }

  lemma AuxFittedFull(rollout: Machine)
    requires rollout.Valid() && rollout.outdated.Total() == 0 && rollout.updated.Total() == rollout.wanted
    ensures rollout.Fitted() == rollout
  {
    AuxSame(rollout.updated.Up(0), rollout.updated);
  }

/// A planned rollout is Available exactly when it is complete: the Pods wanted are there, all ready, and none is left to replace.
  lemma AvailableExactlyWhenComplete(rollout: Machine)
    requires rollout.Valid()
    ensures StateOf(rollout).Available? <==> rollout.Total() == rollout.wanted && rollout.Unready() == 0 && rollout.outdated.ready <= rollout.Kept()
  {}

/// From every state that is not paused the controllers can still bring a rollout to Available; from Paused it takes a resume.
  lemma EveryStateCanBecomeAvailable(state: State)
    ensures !state.Paused? ==> state.MayBecome(State.Available)
    ensures state.Paused? ==> state.Written(Resume).MayBecome(State.Available)
  {
    assert State.Observing.Next()[3].Available? && State.Stalled.Next()[2].Available? && State.ReplicaFailure.Next()[3].Available?;
    assert State.Updating.Next()[2].Available? && State.Scaling.Next()[2].Available? && State.Progressing.Next()[2].Available?;
  }

/// A status alone never pauses a rollout, never ends a pause, and never makes the newest spec unseen.
  lemma OnlyTheSpecPauses(state: State, next: State)
    requires state.MayBecome(next) && state != next
    ensures !state.Paused? && !next.Paused? && !next.Observing?
  {}

/// A stalled rollout can recover.
  lemma StalledCanRecover()
    ensures State.Stalled.MayBecome(State.Progressing) && State.Stalled.MayBecome(State.Updating) && State.Stalled.MayBecome(State.Available)
  {
    assert State.Stalled.Next()[0].Updating? && State.Stalled.Next()[1].Progressing? && State.Stalled.Next()[2].Available?;
  }

/// While a rollout is paused nothing but scaling, resuming and editing the template is done to it, and only resuming ends the pause.
  lemma APauseHolds(request: Request)
    requires request.state.Paused?
    ensures request.Answer().Goes? ==> request.event.Scale? || request.event.Resume? || request.event.Edit?
    ensures request.Answer().Goes? && request.Answer().to != State.Paused ==> request.event.Resume?
  {}

  // Undo

/// Going back to a revision runs exactly its template again.
  lemma UndoRunsTheTemplateOfItsTarget(before: History, at: Int32, after: History)
    requires 0 <= at as int < |before.revisions| && IsUndone(before, at, after)
    ensures after.current == before.revisions[at].template
  {}

/// What Undone promises.
  ghost predicate IsUndone(before: History, at: Int32, after: History)
    requires 0 <= at as int < |before.revisions|
  {
    && after.current == before.revisions[at].template && |after.revisions| == |before.revisions|
    && (before.revisions[at].template == before.current ==> after == before)
    && (before.revisions[at].template != before.current ==>
          after.revisions[at].template == before.revisions[at].template
          && forall i :: 0 <= i < |before.revisions| ==> before.revisions[i].number < after.revisions[at].number && (i != at as int ==> after.revisions[i] == before.revisions[i]))
  }

/// Revision numbers only grow: after going back, the revision that runs has a number higher than any before, and no template is lost.
  lemma UndoOnlyRaisesRevisions(before: History, at: Int32, after: History)
    requires 0 <= at as int < |before.revisions| && IsUndone(before, at, after) && before.revisions[at].template != before.current
    ensures forall r <- before.revisions :: r.number < after.revisions[at].number
    ensures forall i :: 0 <= i < |before.revisions| ==> after.revisions[i].template == before.revisions[i].template
  {}

/// Going back to what runs already changes nothing.
  lemma UndoToWhatRunsIsNothing(before: History, at: Int32, after: History)
    requires 0 <= at as int < |before.revisions| && IsUndone(before, at, after) && before.revisions[at].template == before.current
    ensures after == before
  {}
}
