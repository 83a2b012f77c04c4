include "Prelude.dfy"

/// A lifecycle as a table: which state an object is in, by the first row whose tests all hold, and which may follow which.
module Lifecycle {
  import opened Native
  import opened Int32s
  import opened Int64s
  import opened Lists

/// What a field says. A list says how long it is.
  datatype Value = Absent | Number(number: Int64) | Word(text: Text)

/// An entry of `status.conditions`.
  datatype Condition = Condition(kind: Text, status: Text, reason: Text)

/// All that a table may look at; fields by their place.
  datatype Facts = Facts(fields: List<Value>, conditions: List<Condition>) {
    function At(field: Int32): Value {
      if 0 <= field && field as int < |fields| then fields[field] else Absent
    }
  }

  datatype Part = Any | Exactly(text: Text) | But(text: Text) {
    predicate Takes(word: Text) {
      match this
      case Any => true
      case Exactly(t) => t == word
      case But(t) => t != word
    }
  }

/// What a condition is like.
  datatype Pattern = Pattern(kind: Part, status: Part, reason: Part) {
    predicate Matches(condition: Condition) {
      kind.Takes(condition.kind) && status.Takes(condition.status) && reason.Takes(condition.reason)
    }
  }

  datatype Test =
    | Is(field: Int32, text: Text)
    | IsSet(field: Int32)
    | Less(left: Int32, right: Int32)
    | Some(pattern: Pattern)
  {
    predicate IsTrue(facts: Facts) {
      match this
      case Is(field, text) => facts.At(field) == Word(text)
      case IsSet(field) => !facts.At(field).Absent?
      case Less(left, right) => facts.At(left).Number? && facts.At(right).Number? && facts.At(left).number < facts.At(right).number
      case Some(pattern) => exists c <- facts.conditions :: pattern.Matches(c)
    } by method {
      match this
      case Is(field, text) => return facts.At(field) == Word(text);
      case IsSet(field) => return !facts.At(field).Absent?;
      case Less(left, right) => return facts.At(left).Number? && facts.At(right).Number? && facts.At(left).number < facts.At(right).number;
      case Some(pattern) =>
        var conditions := facts.conditions;
        for i: Int32 := 0 to |conditions| as Int32
          invariant forall c <- conditions[..i] :: !pattern.Matches(c)
        {
          if pattern.Matches(conditions[i]) { return true; }
        }
        assert conditions[..|conditions|] == conditions;
        return false;
    }
  }

/// A test, or its opposite.
  datatype Literal = Literal(test: Test, negated: bool) {
    predicate Holds(facts: Facts) { test.IsTrue(facts) != negated }
  }

  datatype Case = Case(pattern: Pattern, outcome: Int32)

/// When: the outcome if all tests hold. Walk: the first condition, in the order of the object, that one of the cases is
/// about; only what other tools do is written so.
  datatype Row = When(all: List<Literal>, outcome: Int32) | Walk(cases: List<Case>) {
    predicate IsMet(facts: Facts)
      requires When?
    {
      forall l <- all :: l.Holds(facts)
    } by method {
      for i: Int32 := 0 to |all| as Int32
        invariant forall l <- all[..i] :: l.Holds(facts)
      {
        if !all[i].Holds(facts) { return false; }
      }
      assert all[..|all|] == all;
      return true;
    }

/// The first case about a condition; -1 when none is.
    function CaseOf(condition: Condition): Int32
      requires Walk?
      ensures CaseOf(condition) == -1 || (0 <= CaseOf(condition) as int < |cases| && cases[CaseOf(condition)].pattern.Matches(condition))
    {
      CaseFrom(condition, 0)
    }

    function CaseFrom(condition: Condition, from: Int32): Int32
      requires Walk? && 0 <= from as int <= |cases|
      ensures var k := CaseFrom(condition, from); k == -1 || (from <= k && k as int < |cases| && cases[k].pattern.Matches(condition))
      decreases |cases| - from as int
    {
      if from as int == |cases| then -1
      else if cases[from].pattern.Matches(condition) then from
      else CaseFrom(condition, from + 1)
    } by method {
      for i: Int32 := from to |cases| as Int32
        invariant CaseFrom(condition, from) == CaseFrom(condition, i)
      {
        if cases[i].pattern.Matches(condition) { return i; }
      }
      return -1;
    }

/// What the row says; Nothing when it says nothing.
    ghost function Says(facts: Facts): Answer {
      match this
      case When(_, outcome) => if IsMet(facts) then Decided(outcome, -1) else Nothing
      case Walk(_) => WalkFrom(facts.conditions, 0)
    }

    ghost function WalkFrom(conditions: List<Condition>, from: nat): Answer
      requires Walk? && from <= |conditions|
      decreases |conditions| - from
    {
      if from == |conditions| then Nothing
      else if CaseOf(conditions[from]) != -1 then Decided(cases[CaseOf(conditions[from])].outcome, from as Int32)
      else WalkFrom(conditions, from + 1)
    }

    method Answer(facts: Facts) returns (answer: Answer)
      ensures answer == Says(facts)
    {
      if When? { return if IsMet(facts) then Decided(outcome, -1) else Nothing; }
      var conditions := facts.conditions;
      for i: Int32 := 0 to |conditions| as Int32
        invariant WalkFrom(conditions, 0) == WalkFrom(conditions, i as nat)
      {
        var found := CaseOf(conditions[i]);
        if found != -1 { return Decided(cases[found].outcome, i); }
      }
      return Nothing;
    }
  }

/// The outcome, and the condition that a walk stopped at.
  datatype Answer = Nothing | Decided(outcome: Int32, condition: Int32)

/// What the rows say: the first that says anything.
  datatype Rows = Rows(rows: List<Row>) {
    ghost function Says(facts: Facts, from: nat): Answer
      requires from <= |rows|
      decreases |rows| - from
    {
      if from == |rows| then Nothing
      else if !rows[from].Says(facts).Nothing? then rows[from].Says(facts)
      else Says(facts, from + 1)
    }

    method Decide(facts: Facts) returns (answer: Answer)
      ensures answer == Says(facts, 0)
    {
      for i: Int32 := 0 to |rows| as Int32
        invariant Says(facts, 0) == Says(facts, i as nat)
      {
        answer := rows[i].Answer(facts);
        if !answer.Nothing? { return answer; }
      }
      return Nothing;
    }
  }

/// How a state is meant: Settled is where things are to be, Ended where they stay until they are deleted, Leaving is
/// being deleted.
  datatype Level = Settled | Ended | Underway | Failing | Held | Leaving | Unclear

/// A state and those that may follow it, by place.
  datatype State = State(level: Level, next: List<Int32>) {
    predicate IsRest() { level.Settled? || level.Ended? }

    predicate LeadsTo(other: Int32) {
      other in next
    } by method {
      for i: Int32 := 0 to |next| as Int32
        invariant other !in next[..i]
      {
        if next[i] == other { return true; }
      }
      assert next[..|next|] == next;
      return false;
    }
  }

/// The lifecycle of a kind: its states, and the rows whose outcomes are places of states.
  datatype Table = Table(states: List<State>, rows: Rows) {
    predicate Has(state: Int32) { 0 <= state && state as int < |states| }

    predicate MayBecome(before: Int32, after: Int32) {
      Has(before) && Has(after) && (before == after || states[before].LeadsTo(after))
    }

/// A table that may be used. `ranks` shows that no state is a dead end: each is at rest, or leads to one of a lower rank
/// without being deleted.
    ghost predicate IsSound(ranks: List<Int32>) {
      && |ranks| == |states|
      && (forall i: Int32 :: Has(i) ==> StateIsSound(i, ranks))
      && |rows.rows| > 0
      && (forall i :: 0 <= i < |rows.rows| ==> rows.rows[i].When? && Has(rows.rows[i].outcome))
      && rows.rows[|rows.rows| - 1].all == []
    }

    ghost predicate StateIsSound(i: Int32, ranks: List<Int32>)
      requires |ranks| == |states| && Has(i)
    {
      && (forall j <- states[i].next :: Has(j))
      && 0 <= ranks[i]
      && (states[i].IsRest() || states[i].level.Leaving?
          || exists j <- states[i].next :: Has(j) && !states[j].level.Leaving? && ranks[j] < ranks[i])
      && (states[i].level.Leaving? ==> |states[i].next| == 0)
      && (states[i].level.Ended? ==> forall j <- states[i].next :: Has(j) && states[j].level.Leaving?)
    }

    method Check(ranks: List<Int32>) returns (sound: bool)
      ensures sound <==> IsSound(ranks)
    {
      if |ranks| != |states| || |rows.rows| == 0 { return false; }
      for i: Int32 := 0 to |states| as Int32
        invariant forall k: Int32 :: 0 <= k < i ==> StateIsSound(k, ranks)
      {
        var ok := CheckState(i, ranks);
        if !ok { return false; }
      }
      for i: Int32 := 0 to |rows.rows| as Int32
        invariant forall k :: 0 <= k < i as int ==> rows.rows[k].When? && Has(rows.rows[k].outcome)
      {
        if !rows.rows[i].When? || !Has(rows.rows[i].outcome) { return false; }
      }
      return |rows.rows[|rows.rows| - 1].all| == 0;
    }

    method CheckState(i: Int32, ranks: List<Int32>) returns (sound: bool)
      requires |ranks| == |states| && Has(i)
      ensures sound <==> StateIsSound(i, ranks)
    {
      var next := states[i].next;
      var falls, leaves := false, true;
      for k: Int32 := 0 to |next| as Int32
        invariant forall j <- next[..k] :: Has(j)
        invariant falls <==> exists j <- next[..k] :: Has(j) && !states[j].level.Leaving? && ranks[j] < ranks[i]
        invariant leaves <==> forall j <- next[..k] :: Has(j) && states[j].level.Leaving?
      {
        if !Has(next[k]) { return false; }
        falls := falls || (!states[next[k]].level.Leaving? && ranks[next[k]] < ranks[i]);
        leaves := leaves && states[next[k]].level.Leaving?;
      }
      assert next[..|next|] == next;
      return 0 <= ranks[i] && (states[i].IsRest() || states[i].level.Leaving? || falls)
             && (!states[i].level.Leaving? || |next| == 0) && (!states[i].level.Ended? || leaves);
    }
  }

/// What a controller has seen: `metadata.generation` and `status.observedGeneration`.
  datatype Seen = Seen(generation: Int64, observed: Int64) {
    predicate IsAhead() { generation < observed }
    predicate GoesBack(after: Seen) { after.observed < observed }
    predicate MayBecome(after: Seen) { !after.IsAhead() && !GoesBack(after) }
  }
}
