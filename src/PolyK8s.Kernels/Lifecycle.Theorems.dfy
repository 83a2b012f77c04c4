include "Lifecycle.dfy"

/// Why a table that passes its check can be relied on.
module LifecycleTheorems {
  import opened Int32s
  import opened Int64s
  import opened Lists
  import opened Lifecycle

/// R1. Every object has a state: whatever its fields say, some row of a sound table decides.
  lemma EveryObjectHasAState(table: Table, ranks: List<Int32>, facts: Facts)
    requires table.IsSound(ranks)
    ensures table.rows.Says(facts, 0).Decided? && table.Has(table.rows.Says(facts, 0).outcome)
  {
    AuxSomeRowSays(table, ranks, facts, 0);
  }

  lemma AuxSomeRowSays(table: Table, ranks: List<Int32>, facts: Facts, from: nat)
    requires table.IsSound(ranks) && from < |table.rows.rows|
    ensures table.rows.Says(facts, from).Decided? && table.Has(table.rows.Says(facts, from).outcome)
    decreases |table.rows.rows| - from
  {
    var row := table.rows.rows[from];
    assert row.When? && table.Has(row.outcome);
    if from + 1 == |table.rows.rows| {
      assert row.all == [];
      assert row.IsMet(facts);
    } else if row.Says(facts).Nothing? {
      AuxSomeRowSays(table, ranks, facts, from + 1);
    }
  }

/// R1. The order of the conditions, and whether one stands there twice, changes no state.
  lemma ConditionsHaveNoOrder(table: Table, ranks: List<Int32>, one: Facts, other: Facts)
    requires table.IsSound(ranks) && one.fields == other.fields
    requires forall c :: c in one.conditions <==> c in other.conditions
    ensures table.rows.Says(one, 0) == table.rows.Says(other, 0)
  {
    AuxSameFrom(table, ranks, one, other, 0);
  }

  lemma AuxSameFrom(table: Table, ranks: List<Int32>, one: Facts, other: Facts, from: nat)
    requires table.IsSound(ranks) && one.fields == other.fields && from <= |table.rows.rows|
    requires forall c :: c in one.conditions <==> c in other.conditions
    ensures table.rows.Says(one, from) == table.rows.Says(other, from)
    decreases |table.rows.rows| - from
  {
    if from < |table.rows.rows| {
      var row := table.rows.rows[from];
      assert row.When?;
      forall l | l in row.all ensures l.Holds(one) == l.Holds(other) { AuxSameTest(l.test, one, other); }
      assert row.IsMet(one) == row.IsMet(other);
      AuxSameFrom(table, ranks, one, other, from + 1);
    }
  }

  lemma AuxSameTest(test: Test, one: Facts, other: Facts)
    requires one.fields == other.fields
    requires forall c :: c in one.conditions <==> c in other.conditions
    ensures test.IsTrue(one) == test.IsTrue(other)
  {
    assert forall f: Int32 :: one.At(f) == other.At(f);
    if test.Some? {
      if test.IsTrue(one) { var c :| c in one.conditions && test.pattern.Matches(c); assert c in other.conditions; }
      if test.IsTrue(other) { var c :| c in other.conditions && test.pattern.Matches(c); assert c in one.conditions; }
    }
  }

/// R1. What a table decides is decided by its first row that is met, and by no later one.
  lemma TheFirstRowDecides(table: Table, ranks: List<Int32>, facts: Facts, i: nat)
    requires table.IsSound(ranks) && i < |table.rows.rows| && table.rows.rows[i].IsMet(facts)
    requires forall k :: 0 <= k < i ==> !table.rows.rows[k].IsMet(facts)
    ensures table.rows.Says(facts, 0) == Decided(table.rows.rows[i].outcome, -1)
  {
    AuxSkips(table, ranks, facts, 0, i);
  }

  lemma AuxSkips(table: Table, ranks: List<Int32>, facts: Facts, from: nat, i: nat)
    requires table.IsSound(ranks) && from <= i < |table.rows.rows|
    requires forall k :: 0 <= k < i ==> !table.rows.rows[k].IsMet(facts)
    ensures table.rows.Says(facts, from) == table.rows.Says(facts, i)
    decreases i - from
  {
    if from < i { AuxSkips(table, ranks, facts, from + 1, i); }
  }

/// States of which each may follow the one before.
  ghost predicate IsHistory(table: Table, history: seq<Int32>) {
    && (forall i :: 0 <= i < |history| ==> table.Has(history[i]))
    && (forall i :: 0 < i < |history| ==> table.MayBecome(history[i - 1], history[i]))
  }

/// R2. What has ended stays so until it is deleted, and what is being deleted never comes back, however long the history.
  lemma WhatHasEndedStays(table: Table, ranks: List<Int32>, history: seq<Int32>, i: nat, j: nat)
    requires table.IsSound(ranks) && IsHistory(table, history) && i <= j < |history|
    ensures table.states[history[i]].level.Leaving? ==> history[j] == history[i]
    ensures table.states[history[i]].level.Ended? ==> history[j] == history[i] || table.states[history[j]].level.Leaving?
    decreases j - i
  {
    assert table.StateIsSound(history[i], ranks);
    if i < j {
      WhatHasEndedStays(table, ranks, history, i, j - 1);
      assert table.MayBecome(history[j - 1], history[j]);
      assert table.StateIsSound(history[j - 1], ranks);
    }
  }

/// R2. No state is a dead end: from each there is a way along legal transitions to rest, without being deleted.
  lemma EveryStateLeadsToRest(table: Table, ranks: List<Int32>, state: Int32) returns (way: seq<Int32>)
    requires table.IsSound(ranks) && table.Has(state) && !table.states[state].level.Leaving?
    ensures way != [] && way[0] == state && IsHistory(table, way)
    ensures table.states[way[|way| - 1]].IsRest()
    ensures forall s <- way :: !table.states[s].level.Leaving?
    decreases ranks[state] as int
  {
    assert table.StateIsSound(state, ranks);
    if table.states[state].IsRest() { return [state]; }
    var next :| next in table.states[state].next && table.Has(next) && !table.states[next].level.Leaving? && ranks[next] < ranks[state];
    assert table.StateIsSound(next, ranks);
    var rest := EveryStateLeadsToRest(table, ranks, next);
    way := [state] + rest;
    assert table.MayBecome(state, next);
    forall i | 0 < i < |way| ensures table.MayBecome(way[i - 1], way[i]) {
      if i > 1 { assert table.MayBecome(rest[i - 2], rest[i - 1]); }
    }
  }

/// R8. What a controller has seen never shrinks and is never ahead of what there is, however long the history.
  lemma WhatWasSeenStaysSeen(history: seq<Seen>, i: nat, j: nat)
    requires forall k :: 0 < k < |history| ==> history[k - 1].MayBecome(history[k])
    requires i <= j < |history|
    ensures history[i].observed <= history[j].observed
    ensures i < j ==> history[j].observed <= history[j].generation
    decreases j - i
  {
    if i < j {
      WhatWasSeenStaysSeen(history, i, j - 1);
      assert history[j - 1].MayBecome(history[j]);
    }
  }
}
