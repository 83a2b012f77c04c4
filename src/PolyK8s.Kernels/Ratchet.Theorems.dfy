include "Ratchet.dfy"

/// Why the ratchet can be trusted.
module RatchetTheorems {
  import opened Native
  import opened Lists
  import opened Ratchet

/// Whether any violation denies the change.
  ghost predicate Denies(before: Before, after: seq<Violation>, mode: Mode) {
    exists v <- after :: before.EffectOf(v, mode).Denied?
  }

/// A change is denied exactly when an enforced rule finds an error that the object before did not have.
  lemma DeniedExactlyForNewErrors(before: Before, after: seq<Violation>, mode: Mode)
    ensures Denies(before, after, mode) <==> mode.Enforce? && exists v <- after :: v.error && v.key !in before.keys
  {
    if mode.Enforce? && exists v <- after :: v.error && v.key !in before.keys {
      var v :| v in after && v.error && v.key !in before.keys;
      assert before.EffectOf(v, mode).Denied?;
    }
  }

/// An object that is not changed is never denied.
  lemma UnchangedIsNeverDenied(before: Before, after: seq<Violation>, mode: Mode)
    requires forall v <- after :: v.key in before.keys
    ensures !Denies(before, after, mode)
  {}

/// Mending violations never turns a change that passes into one that is denied.
  lemma MendingNeverDenies(before: Before, after: seq<Violation>, fewer: seq<Violation>, mode: Mode)
    requires forall v <- fewer :: v in after
    requires !Denies(before, after, mode)
    ensures !Denies(before, fewer, mode)
  {
    forall v <- fewer ensures !before.EffectOf(v, mode).Denied? { assert v in after; }
  }

/// The worse the object was before, the less is denied: old violations never add a denial.
  lemma OldViolationsNeverDeny(before: Before, worse: Before, after: seq<Violation>, mode: Mode)
    requires forall key <- before.keys :: key in worse.keys
    requires !Denies(before, after, mode)
    ensures !Denies(worse, after, mode)
  {
    forall v <- after
      ensures !worse.EffectOf(v, mode).Denied?
    {
      assert !before.EffectOf(v, mode).Denied?;
    }
  }

/// A milder mode never denies what a stricter one lets pass.
  lemma MilderModesDenyLess(before: Before, after: seq<Violation>, milder: Mode, stricter: Mode)
    requires milder.Rank() <= stricter.Rank()
    requires !Denies(before, after, stricter)
    ensures !Denies(before, after, milder)
  {
    forall v <- after
      ensures !before.EffectOf(v, milder).Denied?
    {
      assert !before.EffectOf(v, stricter).Denied?;
    }
  }
}
