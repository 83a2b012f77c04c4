include "Rotation.dfy"

/// Why no certificate is ever served that the published bundle does not verify.
module RotationTheorems {
  import opened Lists
  import opened Rotation

/// An authority that may leave the bundle has signed nothing that is still valid, whoever signed when, and however old the
/// knowledge was he signed by: `seen` is when he read that it may sign, `set` when its retirement was written, later than that.
  lemma WhatLeavesTheBundleSignedNothingValid(authority: Authority, seen: Moment, lifetime: Span, now: Moment)
    requires authority.MayLeave(now, lifetime)
    requires seen <= authority.retires
    ensures authority.LeafEnds(seen, lifetime) <= now
  {}

/// A certificate never outlives the authority that signed it.
  lemma ALeafNeverOutlivesItsAuthority(authority: Authority, seen: Moment, lifetime: Span)
    ensures authority.LeafEnds(seen, lifetime) <= authority.ends
  {}

/// An authority that still may sign never leaves the bundle.
  lemma ASigningAuthorityStays(authority: Authority, lifetime: Span, now: Moment)
    requires authority.MaySign(now)
    ensures !authority.MayLeave(now, lifetime)
  {}

/// Once an authority may leave the bundle it signs nothing any more, however long one waits.
  lemma WhatLeftSignsNoMore(authority: Authority, lifetime: Span, now: Moment, later: Moment)
    requires authority.MayLeave(now, lifetime) && now <= later
    ensures !authority.MaySign(later)
  {}

/// A successor is due while a third of the authority's life is left: there is time to publish both.
  lemma ASuccessorComesWhileThePredecessorLives(authority: Authority, now: Moment)
    requires authority.begins < authority.ends
    requires authority.ends as int - (authority.ends as int - authority.begins as int) / 3 <= now as int
    ensures authority.IsOld(now)
  {}
}
