include "SafePolicy.Theorems.dfy"

/// Why what is said about zones may be believed.
module NetworkZonesTheorems {
  import opened Native
  import opened Int32s
  import opened Lists
  import opened LabelMatching
  import opened NetworkRules
  import opened SafePolicy
  import opened NetworkZones
  import opened SafePolicyTheorems

/// P16. If none of the flows tried breaks the zone, and the ports tried stand for all ports, no flow between these ends on any port breaks it.
  lemma AZoneHoldsOnEveryPortWhenItHoldsOnOneOfEachAtom(zone: Zone, policies: List<Policy>, flow: Flow, direction: Direction, tried: seq<Int32>)
    requires forall number <- tried :: !zone.IsBroken(flow.(number := number), policies, direction)
    requires exists number <- tried :: StandsFor(zone, policies, flow, number, flow.number, direction)
    ensures !zone.IsBroken(flow, policies, direction)
  {
    var number :| number in tried && StandsFor(zone, policies, flow, number, flow.number, direction);
    var other := flow.(number := number);
    assert other.(number := flow.number) == flow;
    PortsOfOneAtomFareAlike(policies, other, flow.number, direction);
    if zone.IsCrossed(flow, direction) {
      forall permit <- zone.permits ensures permit.Lets(flow, direction) == permit.Lets(other, direction) {
        AuxSameAtom(permit.rule, other, flow.number, direction);
      }
    }
  }

/// No rule of the policies and none of the zone can tell two port numbers apart.
  ghost predicate StandsFor(zone: Zone, policies: seq<Policy>, flow: Flow, least: Int32, most: Int32, direction: Direction) {
    && (forall policy <- policies :: SameAtom(policy.Rules(direction), flow.target, least, most))
    && forall permit <- zone.permits :: SameAtom([permit.rule], flow.target, least, most)
  }

/// P16. What is reported breaks the zone: it crosses its border, the policies allow it, and the zone does not list it.
  lemma ABreachIsReal(zone: Zone, flow: Flow, policies: List<Policy>, direction: Direction)
    requires zone.IsBroken(flow, policies, direction)
    ensures flow.Subject(direction).IsGoverned() && zone.Holds(flow.Subject(direction)) && !zone.Holds(flow.Other(direction))
    ensures flow.Ruling(policies, direction).Allow? && forall permit <- zone.permits :: !permit.Lets(flow, direction)
  {
  }

/// P16. A zone whose pods are all isolated, by NetworkPolicies that let in nothing but what the zone lists, is broken by no flow.
  lemma IsolationAndListedRulesKeepAZone(zone: Zone, flow: Flow, policies: List<Policy>, direction: Direction)
    requires forall policy <- policies :: policy.tier.Middle?
    requires zone.IsCrossed(flow, direction) ==> IsIsolated(policies, flow, direction)
    requires zone.IsCrossed(flow, direction) ==>
               forall policy <- policies, rule <- policy.Rules(direction) :: policy.Isolates(flow.Subject(direction).pod, direction) && flow.HitOf(rule, direction).Yes? ==> zone.Lists(flow, direction)
    ensures !zone.IsBroken(flow, policies, direction)
  {
    if zone.IsCrossed(flow, direction) {
      AuxNoTier(policies, flow, direction, Admin);
      AuxIsolatedIsNotOpen(policies, flow, direction);
      AuxUnionKind(policies, flow, direction);
      forall policy <- policies | policy.UnionOf(flow, direction).Through? ensures zone.Lists(flow, direction) {
        AuxAnyHitKind(policy.Rules(direction), flow, direction, policy.id);
      }
    }
  }

/// The policies that realise a zone in one of its namespaces: everything inside, and each permit for its pods.
  ghost predicate Realise(zone: Zone, policies: seq<Policy>, ns: Text, direction: Direction) {
    && (forall policy <- policies :: policy.tier.Middle? && policy.place == SameNamespace(ns) && policy.Governs(direction))
    && (exists policy <- policies :: policy.pods == Selector([]) && policy.Rules(direction) == [Inside(zone)])
    && (forall permit <- zone.permits :: exists policy <- policies :: policy.pods == permit.pods && policy.Rules(direction) == [permit.rule])
    && forall policy <- policies :: policy.Rules(direction) == [Inside(zone)] || exists permit <- zone.permits :: policy.pods == permit.pods && policy.Rules(direction) == [permit.rule]
  }

  ghost function Inside(zone: Zone): Rule {
    Rule(Accept, false, [Pods(Namespaces(zone.namespaces), Selector([]))], true, [])
  }

/// The policies that `policy generate` writes allow, over the border of the zone, exactly what the zone lists: no more and no less.
  lemma GeneratedPoliciesAllowExactlyTheZone(zone: Zone, policies: List<Policy>, ns: Text, flow: Flow, direction: Direction)
    requires Realise(zone, policies, ns, direction)
    requires zone.IsCrossed(flow, direction) && flow.Subject(direction).pod.ns == ns
    ensures flow.Ruling(policies, direction).Allow? <==> zone.Lists(flow, direction)
  {
    AuxNoTier(policies, flow, direction, Admin);
    AuxIsolatedIsNotOpen(policies, flow, direction);
    AuxUnionKind(policies, flow, direction);
    var base :| base in policies && base.pods == Selector([]) && base.Rules(direction) == [Inside(zone)];
    assert base.Isolates(flow.Subject(direction).pod, direction);
    forall policy <- policies | policy.UnionOf(flow, direction).Through? ensures zone.Lists(flow, direction) {
      AuxGeneratedIsListed(zone, policy, flow, direction);
    }
    if zone.Lists(flow, direction) {
      var permit :| permit in zone.permits && permit.Lets(flow, direction);
      var policy :| policy in policies && policy.pods == permit.pods && policy.Rules(direction) == [permit.rule];
      AuxListedIsGenerated(policy, permit, ns, flow, direction);
    }
  }

  lemma AuxGeneratedIsListed(zone: Zone, policy: Policy, flow: Flow, direction: Direction)
    requires zone.IsCrossed(flow, direction) && policy.UnionOf(flow, direction).Through?
    requires policy.Rules(direction) == [Inside(zone)] || exists permit <- zone.permits :: policy.pods == permit.pods && policy.Rules(direction) == [permit.rule]
    ensures zone.Lists(flow, direction)
  {
    AuxAnyHitKind(policy.Rules(direction), flow, direction, policy.id);
    AuxInside(zone, flow, direction);
    var rule :| rule in policy.Rules(direction) && flow.HitOf(rule, direction).Yes?;
    var permit :| permit in zone.permits && policy.pods == permit.pods && policy.Rules(direction) == [permit.rule];
    assert rule == permit.rule;
    assert permit.Lets(flow, direction);
  }

  lemma AuxListedIsGenerated(policy: Policy, permit: Permit, ns: Text, flow: Flow, direction: Direction)
    requires flow.Subject(direction).IsGoverned() && flow.Subject(direction).pod.ns == ns && permit.Lets(flow, direction)
    requires policy.tier.Middle? && policy.place == SameNamespace(ns) && policy.Governs(direction)
    requires policy.pods == permit.pods && policy.Rules(direction) == [permit.rule]
    ensures policy.UnionOf(flow, direction).Through?
  {
    AuxAnyHitKind(policy.Rules(direction), flow, direction, policy.id);
    assert permit.rule in policy.Rules(direction);
  }

  lemma AuxInside(zone: Zone, flow: Flow, direction: Direction)
    requires !zone.Holds(flow.Other(direction))
    ensures flow.HitOf(Inside(zone), direction).No?
  {
    AuxSomeHitKind(Inside(zone).peers, flow.Other(direction));
  }
}
