include "Prelude.dfy"

/// The ratchet: what a finding does to its change. An object may get better, never worse.
module Ratchet {
  import opened Native
  import opened Int32s
  import opened Lists

/// What a profile lets a rule do, from least to most.
  datatype Mode = Audit | Warn | Enforce {
    ghost predicate AtMost(other: Mode) { Audit? || other.Enforce? || this == other }

/// The mode for an object that goes with its namespace or after its owners: it is told, and not kept.
    function Leaving(): Mode { if Enforce? then Mode.Warn else this }
  }

/// What a finding does to its change, from least to most.
  datatype Effect = Audit | Existing | Warn | Deny {
    ghost predicate AtMost(other: Effect) {
      Audit? || other.Deny? || this == other || (Existing? && other.Warn?)
    }
  }

/// Something wrong with an object. Two violations with one key are the same violation.
  datatype Violation = Violation(key: Text, error: bool)

/// A rule in a mode, judging the change of an object that had some violations before.
  datatype Judgement = Judgement(mode: Mode, before: List<Text>) {
    predicate IsNew(violation: Violation) { !Had(violation.key) }

    function EffectOf(violation: Violation): Effect {
      if mode.Audit? then Effect.Audit
      else if !IsNew(violation) then Existing
      else if mode.Enforce? && violation.error then Deny
      else Effect.Warn
    }

/// The change is denied when one of its violations denies it.
    ghost predicate Denies(after: seq<Violation>) {
      exists violation <- after :: EffectOf(violation).Deny?
    }

/// The effect of each violation, in order.
    method Effects(after: List<Violation>) returns (effects: seq<Effect>)
      ensures |effects| == |after|
      ensures forall i :: 0 <= i < |after| ==> effects[i] == EffectOf(after[i])
    {
      var found := new Effect[|after| as Int32](_ => Effect.Audit);
      if mode.Audit? { return found[..]; }
      var many := |before| as Int32 > ScanAtMost;
      var known := if many then (set key <- before) else {};
      for i: Int32 := 0 to |after| as Int32
        invariant forall j :: 0 <= j < i ==> found[j] == EffectOf(after[j])
      {
        var violation := after[i];
        var had;
        if many { had := violation.key in known; } else { had := Had(violation.key); }
        found[i] := if had then Existing else if mode.Enforce? && violation.error then Deny else Effect.Warn;
      }
      return found[..];
    }

    predicate Had(key: Text) {
      key in before
    } by method {
      for i: Int32 := 0 to |before| as Int32
        invariant key !in before[..i]
      {
        if before[i] == key { return true; }
      }
      assert before[..|before|] == before;
      return false;
    }
  }

/// Up to here looking through a list costs less than building a set of it.
  const ScanAtMost: Int32 := 32
}
