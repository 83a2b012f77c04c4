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
  datatype Conditions = Conditions(all: List<Condition>) {
    predicate Hold(condition: Condition) {
      condition in all
    } by method {
      for i: Int32 := 0 to |all| as Int32
        invariant condition !in all[..i]
      {
        if all[i] == condition { return true; }
      }
      assert all[..|all|] == all;
      return false;
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
