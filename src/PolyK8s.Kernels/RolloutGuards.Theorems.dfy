include "RolloutGuards.dfy"

/// Why a guard never stands in the way of a cure.
module RolloutGuardsTheorems {
  import opened Int32s
  import opened Lists
  import opened RolloutGuards
  import SafeStateMachine

/// A freeze never blocks a rollback, nor does another rollout that is under way.
  lemma AFreezeNeverBlocksARollback(s: Situation)
    requires s.event.Undo? && s.permitted
    ensures Breaches(s) == []
  {}

/// A freeze never blocks pausing, resuming or scaling.
  lemma AFreezeOnlyHoldsBackWhatIsNew(s: Situation)
    requires Frozen in Breaches(s)
    ensures s.frozen && (s.event.Restart? || s.event.Edit?)
  {}

/// Something new is held back in every freeze.
  lemma AFreezeHoldsBackEverythingNew(s: Situation)
    requires s.frozen && (s.event.Restart? || s.event.Edit?)
    ensures Breaches(s) != [] && Breaches(s)[0] == Frozen
  {}

/// A guard that has nothing to say lets everything through.
  lemma AGuardWithoutAReasonLetsThrough(s: Situation)
    requires !s.frozen && s.permitted && !s.others && !s.shrinksUnhealthy && !s.managed
    ensures Breaches(s) == []
  {}

/// A window over midnight holds in the morning after each of its days, and on no other morning.
  lemma AWindowGoesOnAfterMidnight(window: Window, day: Int32, minute: Int32)
    requires window.Valid() && window.until <= window.from && 0 <= day < 7 && 0 <= minute < window.until
    ensures window.Holds(day, minute) <==> window.days[if day == 0 then 6 else day - 1]
  {}
}
