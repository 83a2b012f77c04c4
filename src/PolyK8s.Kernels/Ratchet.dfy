include "Prelude.dfy"

/// The ratchet: a change is denied only for what the object before did not have, so that things may get better, never worse.
module Ratchet {
  import opened Native
  import opened Int32s
  import opened Lists

/// What the rule's mode lets a finding do.
  datatype Mode = Audit | Warn | Enforce {
/// How much a mode may do: Audit < Warn < Enforce.
    ghost function Rank(): nat { match this case Audit => 0 case Warn => 1 case Enforce => 2 }
  }

/// What a finding does to its change.
  datatype Effect = Recorded | Told | Existing | Denied

/// One violation: what makes it the same violation as another, and whether it is an error.
  datatype Violation = Violation(key: Text, error: bool)

/// The violations of one rule in the object before.
  datatype Before = Before(keys: List<Text>) {
    predicate Had(key: Text) { key in keys }
    by method {
      for i: Int32 := 0 to |keys| as Int32
        invariant key !in keys[..i]
      {
        if keys[i] == key { return true; }
      }
      return false;
    }

/// What a violation of the object after does to the change.
    function EffectOf(violation: Violation, mode: Mode): Effect {
      if mode.Audit? then Recorded
      else if Had(violation.key) then Existing
      else if mode.Enforce? && violation.error then Denied
      else Told
    }
  }
}
