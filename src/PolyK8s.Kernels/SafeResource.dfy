include "Prelude.dfy"

/// Lifecycles: which status may follow which.
///
/// A kind is a row: the conditions that stay, that exclude one another and that need one another, or the phases and
/// their successors. Whatever is wrong is named, so that the answer can be checked by hand.
module SafeResource {
  import opened Int32s
  import opened Lists

/// The conditions of the kinds below that end something.
  datatype Condition = Complete | Failed | FailureTarget | SuccessCriteriaMet | Approved | Denied

  datatype Pair = Pair(left: Condition, right: Condition)

/// What can be wrong with the conditions of a new status.
  datatype ConditionFault =
    | Removed(condition: Condition)
    | Together(pair: Pair)
    | Without(pair: Pair)

/// The conditions that are true, or for kinds that never remove one, present.
  datatype Conditions = Conditions(complete: bool, failed: bool, failureTarget: bool, successCriteriaMet: bool, approved: bool, denied: bool) {
    predicate Hold(condition: Condition) {
      match condition
      case Complete => complete
      case Failed => failed
      case FailureTarget => failureTarget
      case SuccessCriteriaMet => successCriteriaMet
      case Approved => approved
      case Denied => denied
    }

/// What the row of a Job permits, without naming what is wrong: the answer most writes get.
    predicate MayBecomeOfJob(after: Conditions)
      ensures MayBecomeOfJob(after) <==> Row.Job().Permits(this, after)
    {
      var permits := (complete ==> after.complete) && (failed ==> after.failed)
                     && (failureTarget ==> after.failureTarget) && (successCriteriaMet ==> after.successCriteriaMet)
                     && !(after.complete && after.failed) && !(after.complete && after.failureTarget)
                     && !(after.successCriteriaMet && after.failed) && !(after.successCriteriaMet && after.failureTarget)
                     && (after.complete ==> after.successCriteriaMet) && (after.failed ==> after.failureTarget);
      Row.JobIsItsRow(this, after, permits);
      permits
    }

/// The same for a CertificateSigningRequest.
    predicate MayBecomeOfRequest(after: Conditions)
      ensures MayBecomeOfRequest(after) <==> Row.CertificateSigningRequest().Permits(this, after)
    {
      var permits := (approved ==> after.approved) && (denied ==> after.denied) && (failed ==> after.failed) && !(after.approved && after.denied);
      Row.RequestIsItsRow(this, after, permits);
      permits
    }
  }

/// One kind: conditions that are kept for ever, that are never together, and whose left one never comes without the right one.
  datatype Row = Row(kept: List<Condition>, apart: List<Pair>, needed: List<Pair>) {
/// Mirrors ValidateJobStatusUpdate, k8s.io/kubernetes/pkg/apis/batch/validation.
    static function Job(): Row {
      Row([Complete, Failed, FailureTarget, SuccessCriteriaMet],
          [Pair(Complete, Failed), Pair(Complete, FailureTarget), Pair(SuccessCriteriaMet, Failed), Pair(SuccessCriteriaMet, FailureTarget)],
          [Pair(Complete, SuccessCriteriaMet), Pair(Failed, FailureTarget)])
    }

/// Mirrors the update validations of k8s.io/kubernetes/pkg/apis/certificates/validation.
    static function CertificateSigningRequest(): Row {
      Row([Approved, Denied, Failed], [Pair(Approved, Denied)], [])
    }

    ghost predicate Breaks(fault: ConditionFault, before: Conditions, after: Conditions) {
      match fault
      case Removed(condition) => condition in kept && before.Hold(condition) && !after.Hold(condition)
      case Together(pair) => pair in apart && after.Hold(pair.left) && after.Hold(pair.right)
      case Without(pair) => pair in needed && after.Hold(pair.left) && !after.Hold(pair.right)
    }

    ghost predicate Permits(before: Conditions, after: Conditions) {
      forall fault :: !Breaks(fault, before, after)
    }

    static lemma JobIsItsRow(before: Conditions, after: Conditions, permits: bool)
      requires permits == ((before.complete ==> after.complete) && (before.failed ==> after.failed)
                           && (before.failureTarget ==> after.failureTarget) && (before.successCriteriaMet ==> after.successCriteriaMet)
                           && !(after.complete && after.failed) && !(after.complete && after.failureTarget)
                           && !(after.successCriteriaMet && after.failed) && !(after.successCriteriaMet && after.failureTarget)
                           && (after.complete ==> after.successCriteriaMet) && (after.failed ==> after.failureTarget))
      ensures permits <==> Job().Permits(before, after)
    {
      var row := Job();
      assert row.kept[0] == Complete && row.kept[1] == Failed && row.kept[2] == FailureTarget && row.kept[3] == SuccessCriteriaMet;
      assert row.apart[0] == Pair(Complete, Failed) && row.apart[1] == Pair(Complete, FailureTarget);
      assert row.apart[2] == Pair(SuccessCriteriaMet, Failed) && row.apart[3] == Pair(SuccessCriteriaMet, FailureTarget);
      assert row.needed[0] == Pair(Complete, SuccessCriteriaMet) && row.needed[1] == Pair(Failed, FailureTarget);
      if row.Permits(before, after) {
        forall i | 0 <= i < 4 ensures !row.Breaks(Removed(row.kept[i]), before, after) {}
        forall i | 0 <= i < 4 ensures !row.Breaks(Together(row.apart[i]), before, after) {}
        forall i | 0 <= i < 2 ensures !row.Breaks(Without(row.needed[i]), before, after) {}
      }
    }

    static lemma RequestIsItsRow(before: Conditions, after: Conditions, permits: bool)
      requires permits == ((before.approved ==> after.approved) && (before.denied ==> after.denied) && (before.failed ==> after.failed) && !(after.approved && after.denied))
      ensures permits <==> CertificateSigningRequest().Permits(before, after)
    {
      var row := CertificateSigningRequest();
      assert row.kept[0] == Approved && row.kept[1] == Denied && row.kept[2] == Failed && row.apart[0] == Pair(Approved, Denied);
      if row.Permits(before, after) {
        forall i | 0 <= i < 3 ensures !row.Breaks(Removed(row.kept[i]), before, after) {}
        assert !row.Breaks(Together(row.apart[0]), before, after);
      }
    }

/// Everything wrong with the conditions after; empty exactly when the row permits them.
    method Faults(before: Conditions, after: Conditions) returns (faults: seq<ConditionFault>)
      ensures forall fault :: fault in faults <==> Breaks(fault, before, after)
      ensures faults == [] <==> Permits(before, after)
    {
      faults := [];
      for i: Int32 := 0 to |kept| as Int32
        invariant forall f :: f in faults <==> f.Removed? && f.condition in kept[..i] && Breaks(f, before, after)
      {
        if before.Hold(kept[i]) && !after.Hold(kept[i]) { faults := faults + [Removed(kept[i])]; }
      }
      for i: Int32 := 0 to |apart| as Int32
        invariant forall f :: f in faults <==> (f.Removed? || (f.Together? && f.pair in apart[..i])) && Breaks(f, before, after)
      {
        if after.Hold(apart[i].left) && after.Hold(apart[i].right) { faults := faults + [Together(apart[i])]; }
      }
      for i: Int32 := 0 to |needed| as Int32
        invariant forall f :: f in faults <==> (f.Without? ==> f.pair in needed[..i]) && Breaks(f, before, after)
      {
        if after.Hold(needed[i].left) && !after.Hold(needed[i].right) { faults := faults + [Without(needed[i])]; }
      }
      if faults != [] { assert Breaks(faults[0], before, after); }
    }
  }
}
