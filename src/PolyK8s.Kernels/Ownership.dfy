include "Prelude.dfy"

/// What the garbage collector does with an object for its owner references.
///
/// An owner reference names no namespace: an owner of a namespaced kind is looked for in the dependent's own namespace
/// (`garbagecollector.go`, `absentOwnerCache` and `isDangling`).
module Ownership {
  import opened Int32s
  import opened Lists

/// What is known of an owner: whether its kind is namespaced, and whether an object with its name and uid is where it
/// is looked for.
  datatype Owner = Owner(isNamespaced: bool, isFound: bool, controls: bool)

/// How the collector sees an owner. A namespaced owner of a cluster-scoped object can be looked for nowhere.
  datatype Standing = Present | Absent | Unresolvable

  datatype Dependent = Dependent(isNamespaced: bool, owners: List<Owner>) {
    function Of(owner: Owner): Standing {
      if owner.isNamespaced && !isNamespaced then Unresolvable else if owner.isFound then Present else Absent
    }

/// It is deleted: it has owners, and all of them are absent.
    predicate IsCollected() {
      owners != [] && forall owner <- owners :: Of(owner).Absent?
    } by method {
      for i: Int32 := 0 to |owners| as Int32
        invariant forall owner <- owners[..i] :: Of(owner).Absent?
      {
        if !Of(owners[i]).Absent? { return false; }
      }
      assert owners[..|owners|] == owners;
      return |owners| as Int32 > 0;
    }

/// How many owners say that they control it; the API server accepts at most one.
    ghost function Controllers(upTo: nat): nat
      requires upTo <= |owners|
    {
      if upTo == 0 then 0 else Controllers(upTo - 1) + if owners[upTo - 1].controls then 1 else 0
    }

    predicate HasOneControllerAtMost() {
      Controllers(|owners|) <= 1
    } by method {
      var seen: Int32 := 0;
      for i: Int32 := 0 to |owners| as Int32
        invariant seen as int == Controllers(i as nat) && 0 <= seen <= i
      {
        if owners[i].controls { seen := seen + 1; }
      }
      return seen <= 1;
    }
  }
}
