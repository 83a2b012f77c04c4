include "Reachability.dfy"
include "SafeCapability.Theorems.dfy"

/// Why the answers of Reachability are right.
module ReachabilityTheorems {
  import opened Native
  import opened Int32s
  import opened Lists
  import opened Permissions
  import opened PolicyRules
  import opened SafeCapability
  import opened Reachability

  // What an accepted map says (C10)

/// In a map that is accepted, a node has a distance exactly when it can be reached: no path is missed, and none is made up.
  lemma AMapHoldsExactlyWhatIsReachable(model: Model, start: Int32, distance: List<Int32>, last: List<Step>, to: int)
    requires model.IsMap(start, distance, last) && 0 <= to < |model.nodes|
    ensures distance[to] >= 0 <==> model.Reaches(start as int, to)
  {
    if distance[to] >= 0 { AuxWayBack(model, start, distance, last, to); }
    if model.Reaches(start as int, to) {
      var cost: nat :| model.Way(start as int, to, cost);
      AuxWaysAreNoShorter(model, start, distance, last, to, cost);
    }
  }

/// The distances of a map that is accepted are those of the cheapest ways, which are those of the fewest moves.
  lemma AMapHoldsTheShortestWays(model: Model, start: Int32, distance: List<Int32>, last: List<Step>, to: int, cost: nat)
    requires model.IsMap(start, distance, last) && 0 <= to < |model.nodes|
    ensures distance[to] >= 0 ==> model.Way(start as int, to, distance[to] as int)
    ensures model.Way(start as int, to, cost) ==> 0 <= distance[to] as int <= cost
  {
    if distance[to] >= 0 { AuxWayBack(model, start, distance, last, to); }
    if model.Way(start as int, to, cost) { AuxWaysAreNoShorter(model, start, distance, last, to, cost); }
  }

  ghost predicate IsClosed(model: Model, found: iset<int>) {
    forall from, to, cost :: from in found && model.Edge(from, to, cost) ==> to in found
  }

/// What can be reached is the least set that holds the start and all that its members get to.
  lemma WhatIsReachableIsTheLeastFixpoint(model: Model, start: int, found: iset<int>)
    requires 0 <= start < |model.nodes|
    ensures model.Reaches(start, start)
    ensures IsClosed(model, iset to | model.Reaches(start, to))
    ensures start in found && IsClosed(model, found) ==> forall to :: model.Reaches(start, to) ==> to in found
  {
    assert model.Way(start, start, 0);
    forall from, to, last | model.Reaches(start, from) && model.Edge(from, to, last) ensures model.Reaches(start, to) {
      var cost: nat :| model.Way(start, from, cost);
      assert model.Way(start, to, cost + last);
    }
    if start in found && IsClosed(model, found) {
      forall to | model.Reaches(start, to) ensures to in found {
        var cost: nat :| model.Way(start, to, cost);
        AuxWaysStayInside(model, start, found, to, cost);
      }
    }
  }

/// A path that is accepted is a way from its beginning to its end, each step of it one that the rules there afford.
  lemma APathIsAWay(model: Model, steps: seq<Step>, from: Int32, to: Int32)
    requires model.IsPathOf(steps, from, to)
    ensures model.Reaches(from as int, to as int)
  {
    assert model.Way(from as int, from as int, 0);
    AuxPathIsAWayAfter(model, steps, from, from, to, 0);
  }

  // How rules and reach belong together

/// Some rules and others together allow what each of them allows, and nothing else.
  lemma TogetherIsEither(left: Rules, right: Rules, permission: Permission)
    requires |left.rules + right.rules| < 0x7fff_ffff
    ensures Rules(left.rules + right.rules).Allows(permission) <==> left.Allows(permission) || right.Allows(permission)
  {
    if left.Allows(permission) {
      var rule :| rule in left.rules && rule.Allows(permission);
      assert rule in left.rules + right.rules;
    }
    if right.Allows(permission) {
      var rule :| rule in right.rules && rule.Allows(permission);
      assert rule in left.rules + right.rules;
    }
  }

/// Whoever may do something with one object and not with all of its kind has a rule that lists the object's name: no other
/// name need be asked for.
  lemma OnlyListedNamesMatter(rules: Rules, verb: Word, group: Word, resource: Resource, name: Text)
    requires rules.Allows(OnResource(verb, group, resource, OneName(name)))
    ensures rules.Allows(OnResource(verb, group, resource, AnyName)) || exists rule <- rules.rules :: name in rule.names
  {
    var rule :| rule in rules.rules && rule.Allows(OnResource(verb, group, resource, OneName(name)));
    if |rule.names| == 0 { assert rule.Allows(OnResource(verb, group, resource, AnyName)); }
  }

/// Who holds more can make every move that they could make before.
  lemma HoldingMoreAffordsMore(less: Holding, more: Holding, move: Move)
    requires less.Affords(move)
    requires forall p :: less.wide.Allows(p) ==> more.wide.Allows(p)
    requires forall p :: less.here.Allows(p) ==> more.here.Allows(p)
    ensures more.Affords(move)
  {}

  // Steps on the way

  lemma AuxWayBack(model: Model, start: Int32, distance: List<Int32>, last: List<Step>, to: int)
    requires model.IsMap(start, distance, last) && 0 <= to < |model.nodes| && distance[to] >= 0
    ensures model.Way(start as int, to, distance[to] as int)
    decreases distance[to] as int
  {
    if to == start as int {
    } else {
      assert model.IsBackedAt(to, distance, last);
      var from, cost := last[to].from, Model.Cost(last[to]) as int;
      AuxWayBack(model, start, distance, last, from as int);
      assert model.Edge(from as int, to, cost);
      assert model.Way(start as int, from as int, distance[to] as int - cost);
    }
  }

  lemma AuxWaysAreNoShorter(model: Model, start: Int32, distance: List<Int32>, last: List<Step>, to: int, cost: nat)
    requires model.IsMap(start, distance, last) && model.Way(start as int, to, cost)
    ensures 0 <= to < |model.nodes| && 0 <= distance[to] as int <= cost
    decreases cost
  {
    if cost > 0 {
      var middle, step: nat :| 0 < step <= cost && model.Way(start as int, middle, cost - step) && model.Edge(middle, to, step);
      AuxWaysAreNoShorter(model, start, distance, last, middle, cost - step);
      assert model.IsClosedAt(middle, distance);
      assert Model.Near(to, step, distance[middle], distance);
    }
  }

  lemma AuxWaysStayInside(model: Model, start: int, found: iset<int>, to: int, cost: nat)
    requires start in found && IsClosed(model, found) && model.Way(start, to, cost)
    ensures to in found
    decreases cost
  {
    if cost > 0 {
      var middle, step: nat :| 0 < step <= cost && model.Way(start, middle, cost - step) && model.Edge(middle, to, step);
      AuxWaysStayInside(model, start, found, middle, cost - step);
    }
  }

  lemma AuxPathIsAWayAfter(model: Model, steps: seq<Step>, start: Int32, from: Int32, to: Int32, before: nat)
    requires model.Way(start as int, from as int, before) && model.IsPathOf(steps, from, to)
    ensures model.Reaches(start as int, to as int)
  {
    if steps != [] {
      var middle, cost := model.Target(steps[0]), Model.Cost(steps[0]) as int;
      assert model.Edge(from as int, middle as int, cost);
      assert model.Way(start as int, middle as int, before + cost);
      AuxPathIsAWayAfter(model, steps[1..], start, middle, to, before + cost);
    }
  }
}
