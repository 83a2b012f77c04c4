include "SafeStateMachine.dfy"

/// What a guard over rollouts lets through, and when it freezes.
module RolloutGuards {
  import opened Int32s
  import opened Lists
  import SafeStateMachine

  const MinutesOfADay: Int32 := 1440

/// Days of the week from Sunday, as bits of a number; a time from which and one until which, in minutes of the day. A
/// window whose end is not after its beginning goes on into the next day.
  datatype Window = Window(days: List<bool>, from: Int32, until: Int32) {
    predicate Valid() { |days| == 7 && 0 <= from < MinutesOfADay && 0 <= until < MinutesOfADay }

    predicate Holds(day: Int32, minute: Int32)
      requires Valid() && 0 <= day < 7 && 0 <= minute < MinutesOfADay
    {
      if from < until then days[day] && from <= minute < until
      else (days[day] && from <= minute) || (days[if day == 0 then 6 else day - 1] && minute < until)
    }
  }

/// What is known when something is done to a rollout that a guard matches. `permitted` whether the guard's list for the
/// state, if it has one, names the event; `others` whether another rollout of the guard is under way.
  datatype Situation = Situation(event: SafeStateMachine.Event, frozen: bool, permitted: bool, others: bool, shrinksUnhealthy: bool, managed: bool)

/// What a guard is broken by.
  datatype Breach = Frozen | NotPermitted | OneAtATime | UnhealthyScaleDown | ManagedReplicas

/// Whether the event begins to roll out something new. Going back is the cure, not the risk.
  predicate IsNew(event: SafeStateMachine.Event) { event.Restart? || event.Edit? }

/// Everything the guard has against it.
  function Breaches(s: Situation): List<Breach> {
    (if s.frozen && IsNew(s.event) then [Frozen] else [])
    + (if !s.permitted then [NotPermitted] else [])
    + (if s.others && IsNew(s.event) then [OneAtATime] else [])
    + (if s.shrinksUnhealthy && s.event.Scale? then [UnhealthyScaleDown] else [])
    + (if s.managed && s.event.Scale? then [ManagedReplicas] else [])
  }
}
