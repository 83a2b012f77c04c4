include "Ownership.dfy"

/// What owner references lead to.
module OwnershipTheorems {
  import opened Int32s
  import opened Lists
  import opened Ownership

/// One owner that is there keeps its dependents, whatever the others are.
  lemma OnePresentOwnerKeeps(dependent: Dependent, owner: Owner)
    requires owner in dependent.owners && dependent.Of(owner).Present?
    ensures !dependent.IsCollected()
  {
  }

/// An owner that is not where it is looked for, as one in another namespace, never keeps: with no other owner the object is deleted.
  lemma AnOwnerElsewhereNeverKeeps(dependent: Dependent)
    requires dependent.isNamespaced && dependent.owners != [] && forall owner <- dependent.owners :: !owner.isFound
    ensures dependent.IsCollected()
  {
  }

/// A cluster-scoped object with an owner of a namespaced kind is never deleted for its owners: the reference leads nowhere, not even to an absence.
  lemma AnUnresolvableOwnerKeepsForEver(dependent: Dependent, owner: Owner)
    requires !dependent.isNamespaced && owner in dependent.owners && owner.isNamespaced
    ensures !dependent.IsCollected()
  {
    assert dependent.Of(owner).Unresolvable?;
  }

/// Objects that own one another in a circle keep one another: as long as all are there, none is deleted for its owners.
  lemma OwnersInACircleKeepOneAnother(circle: seq<Dependent>)
    requires forall i :: 0 <= i < |circle| ==> exists owner <- circle[i].owners :: circle[i].Of(owner).Present?
    ensures forall i :: 0 <= i < |circle| ==> !circle[i].IsCollected()
  {
  }
}
