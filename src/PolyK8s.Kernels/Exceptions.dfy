include "Prelude.dfy"
include "Ratchet.dfy"

/// Exceptions: where a rule does not hold for some objects until a moment, and what its findings do there.
module Exceptions {
  import opened Native
  import opened Int32s
  import opened Lists
  import Ratchet

/// Seconds since an epoch that is the same for all.
  newtype {:nativeType "long"} Moment = x: int | -0x8000_0000_0000_0000 <= x < 0x8000_0000_0000_0000

/// What a finding is about: its rule, its object's kind and name, each in every spelling that names it.
  datatype Subject = Subject(rule: List<Text>, kind: List<Text>, name: List<Text>)

/// What becomes of a finding: what its rule says, or nothing, and then what it would have been is kept.
  datatype Treatment = Stands(effect: Ratchet.Effect) | Excepted(which: Int32, wouldBe: Ratchet.Effect) {
    predicate Denies() { Stands? && effect.Deny? }
  }

/// Whether two lists have a text in common.
  predicate Meet(left: List<Text>, right: List<Text>) {
    exists text <- left :: text in right
  } by method {
    for i: Int32 := 0 to |left| as Int32
      invariant forall text <- left[..i] :: text !in right
    {
      if Holds(right, left[i]) { return true; }
    }
    assert left[..|left|] == left;
    return false;
  }

  predicate Holds(list: List<Text>, text: Text) {
    text in list
  } by method {
    for i: Int32 := 0 to |list| as Int32
      invariant text !in list[..i]
    {
      if list[i] == text { return true; }
    }
    assert list[..|list|] == list;
    return false;
  }

/// Some objects of an exception.
  datatype Objects = Objects(kinds: List<Text>, names: List<Text>) {
    predicate Cover(subject: Subject) { Meet(kinds, subject.kind) && Meet(names, subject.name) }
  }

/// One exception.
  datatype Exception = Exception(rules: List<Text>, objects: List<Objects>, ends: Moment) {
    predicate HoldsAt(now: Moment) { now < ends }

    predicate Excepts(subject: Subject, now: Moment) {
      HoldsAt(now) && Meet(rules, subject.rule) && CoversObject(subject)
    }

    predicate CoversObject(subject: Subject) {
      exists some <- objects :: some.Cover(subject)
    } by method {
      for i: Int32 := 0 to |objects| as Int32
        invariant forall some <- objects[..i] :: !some.Cover(subject)
      {
        if objects[i].Cover(subject) { return true; }
      }
      assert objects[..|objects|] == objects;
      return false;
    }
  }

/// The exceptions of one namespace.
  datatype Book = Book(all: List<Exception>) {
    ghost predicate Except(subject: Subject, now: Moment) {
      exists exception <- all :: exception.Excepts(subject, now)
    }

/// What becomes of a finding whose rule, in its mode, would do `effect`.
    method Treat(effect: Ratchet.Effect, subject: Subject, now: Moment) returns (treatment: Treatment)
      ensures treatment.Stands? <==> !Except(subject, now)
      ensures treatment.Stands? ==> treatment.effect == effect
      ensures treatment.Excepted? ==> treatment.wouldBe == effect
      ensures treatment.Excepted? ==> 0 <= treatment.which as int < |all| && all[treatment.which].Excepts(subject, now)
    {
      for i: Int32 := 0 to |all| as Int32
        invariant forall exception <- all[..i] :: !exception.Excepts(subject, now)
      {
        if all[i].Excepts(subject, now) { return Excepted(i, effect); }
      }
      assert all[..|all|] == all;
      return Stands(effect);
    }

/// Whether the change is denied for a finding, given what becomes of it.
    ghost predicate Denies(effect: Ratchet.Effect, subject: Subject, now: Moment) {
      effect.Deny? && !Except(subject, now)
    }
  }
}
