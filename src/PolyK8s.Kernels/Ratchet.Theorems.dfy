include "Ratchet.dfy"

/// Why the answers of the ratchet are right.
module RatchetTheorems {
  import opened Lists
  import opened Ratchet

/// A change is denied exactly when an enforced rule finds an error that the object before did not have.
  lemma DeniedExactlyForANewError(judgement: Judgement, after: List<Violation>)
    ensures judgement.Denies(after)
       <==> judgement.mode.Enforce? && exists violation <- after :: violation.error && judgement.IsNew(violation)
  {
    if judgement.mode.Enforce? && exists violation <- after :: violation.error && judgement.IsNew(violation) {
      var violation :| violation in after && violation.error && judgement.IsNew(violation);
      assert judgement.EffectOf(violation).Deny?;
    }
  }

/// Mending violations never turns a pass into a denial.
  lemma MendingNeverDenies(judgement: Judgement, after: List<Violation>, fewer: List<Violation>)
    requires forall violation <- fewer :: violation in after
    ensures judgement.Denies(fewer) ==> judgement.Denies(after)
  {}

/// The more was wrong before, the less can deny: old violations never add a denial.
  lemma OldViolationsNeverDeny(judgement: Judgement, worse: Judgement, after: List<Violation>)
    requires worse.mode == judgement.mode && forall key <- judgement.before :: key in worse.before
    ensures worse.Denies(after) ==> judgement.Denies(after)
  {
    if worse.Denies(after) {
      var violation :| violation in after && worse.EffectOf(violation).Deny?;
      assert judgement.EffectOf(violation).Deny?;
    }
  }

/// An object whose violations are all old is never denied, whatever its rules and their modes.
  lemma AnUnchangedObjectPasses(judgement: Judgement, after: List<Violation>)
    requires forall violation <- after :: violation.key in judgement.before
    ensures !judgement.Denies(after)
  {}

/// What goes with its namespace or after its owners is never denied, whatever is found, and a mode that does not deny does what it always does.
  lemma WhatLeavesIsNeverDenied(judgement: Judgement, mode: Mode, after: List<Violation>)
    requires judgement.mode == mode.Leaving()
    ensures !judgement.Denies(after)
    ensures !mode.Enforce? ==> judgement.mode == mode
  {}

/// A stricter mode never does less: what denies in one mode denies in every stricter one.
  lemma StricterModesDoNoLess(judgement: Judgement, stricter: Judgement, violation: Violation)
    requires judgement.mode.AtMost(stricter.mode) && judgement.before == stricter.before
    ensures judgement.EffectOf(violation).AtMost(stricter.EffectOf(violation))
  {}
}
