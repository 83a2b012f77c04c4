include "SafePolicy.Theorems.dfy"

/// How the tiers of ClusterNetworkPolicy and NetworkPolicy stand to one another.
module SafePolicyTiersTheorems {
  import opened Int32s
  import opened Lists
  import opened NetworkRules
  import opened SafePolicy
  import opened SafePolicyTheorems

/// P12. Where priorities of a tier differ from policy to policy, it never contradicts itself.
  lemma DifferentPrioritiesNeverContradict(policies: List<Policy>, flow: Flow, direction: Direction, tier: Tier)
    requires flow.Subject(direction).IsGoverned()
    requires forall one <- policies, other <- policies :: one.priority == other.priority ==> one == other
    ensures !flow.StandingOf(policies, direction, tier).Splits?
  {
    AuxIsStanding(policies, flow, direction, tier);
    var standing := flow.StandingOf(policies, direction, tier);
    if standing.Splits? {
      var one, other :| one in policies && other in policies && SplitBy(one.StandingOf(flow, direction, tier), other.StandingOf(flow, direction, tier), standing.priority);
      assert one.priority == other.priority;
    }
  }

/// P12. A contradiction that is reported is one: two policies of the same priority say different things about the flow, and none is more urgent.
  lemma AContradictionIsReal(world: World, policies: List<Policy>, flow: Flow, direction: Direction, tier: Tier)
    requires world.Fits() && flow.Subject(direction).IsGoverned()
    requires flow.StandingOf(policies, direction, tier).Splits?
    ensures var priority := flow.StandingOf(policies, direction, tier).priority;
            && Disagree(world, policies, flow, direction, tier, priority)
            && forall policy <- policies :: world.Speaks(policy, flow, direction, tier) ==> priority <= policy.priority
  {
    AuxStanding(world, policies, flow, direction, tier);
  }

/// P12. Two policies of the same priority that say different things are reported, unless something unknown is as urgent or a more urgent one decides.
  lemma AContradictionIsReported(world: World, policies: List<Policy>, flow: Flow, direction: Direction, tier: Tier, priority: Int32)
    requires world.Fits() && flow.Subject(direction).IsGoverned()
    requires Disagree(world, policies, flow, direction, tier, priority)
    requires forall policy <- policies :: world.Speaks(policy, flow, direction, tier) ==> priority <= policy.priority
    ensures var standing := flow.StandingOf(policies, direction, tier);
            standing.Unclear? || (standing.Splits? && standing.priority == priority)
  {
    AuxStanding(world, policies, flow, direction, tier);
    var standing := flow.StandingOf(policies, direction, tier);
    var one, other, a, b :| one in policies && other in policies && a != b && one.priority == other.priority == priority
                            && world.Says(one, flow, direction, tier, a) && world.Says(other, flow, direction, tier, b);
    AuxFirstSaysOne(world, one.Rules(direction), flow, direction, a, a);
    AuxFirstSaysOne(world, other.Rules(direction), flow, direction, b, b);
    assert world.Speaks(one, flow, direction, tier) && world.Speaks(other, flow, direction, tier);
    if standing.Leads? {
      var leader :| leader in policies && leader.priority == standing.priority && world.Says(leader, flow, direction, tier, standing.action);
      AuxFirstSaysOne(world, leader.Rules(direction), flow, direction, standing.action, standing.action);
      assert world.Speaks(leader, flow, direction, tier);
      AuxFirstSaysOne(world, one.Rules(direction), flow, direction, a, standing.action);
      AuxFirstSaysOne(world, other.Rules(direction), flow, direction, b, standing.action);
    }
    if standing.Splits? {
      var p, q, c, d :| p in policies && q in policies && c != d && p.priority == q.priority == standing.priority
                        && world.Says(p, flow, direction, tier, c) && world.Says(q, flow, direction, tier, d);
      AuxFirstSaysOne(world, p.Rules(direction), flow, direction, c, c);
      assert world.Speaks(p, flow, direction, tier);
    }
  }

/// P13. What the Admin tier accepts or denies, no NetworkPolicy and no Baseline policy can change.
  lemma TheAdminTierIsFinal(policies: List<Policy>, more: Policy, flow: Flow, direction: Direction)
    requires |policies| + 1 < 0x7fff_ffff && !more.tier.Admin?
    requires flow.Subject(direction).IsGoverned()
    requires flow.StandingOf(policies, direction, Admin).Leads? && !flow.StandingOf(policies, direction, Admin).action.Pass?
    ensures flow.Ruling(policies + [more], direction) == flow.Ruling(policies, direction)
  {
    AuxAppend(policies, more, flow, direction);
  }

/// The policies without those of one tier.
  ghost function Without(policies: List<Policy>, tier: Tier): (rest: List<Policy>)
    ensures |rest| <= |policies|
  {
    if |policies| == 0 then []
    else if policies[|policies| - 1].tier == tier then Without(policies[..|policies| - 1], tier)
    else Without(policies[..|policies| - 1], tier) + [policies[|policies| - 1]]
  }

  lemma AuxWithout(policies: List<Policy>, flow: Flow, direction: Direction, tier: Tier)
    requires flow.Subject(direction).IsGoverned() && !tier.Middle?
    ensures var rest := Without(policies, tier);
            && flow.UnionOf(rest, direction) == flow.UnionOf(policies, direction)
            && flow.StandingOf(rest, direction, tier).Silent?
            && forall other :: other != tier ==> flow.StandingOf(rest, direction, other) == flow.StandingOf(policies, direction, other)
  {
    if |policies| > 0 {
      var init, last := policies[..|policies| - 1], policies[|policies| - 1];
      AuxWithout(init, flow, direction, tier);
      if last.tier != tier { AuxAppend(Without(init, tier), last, flow, direction); }
    }
  }

/// P14. `Pass` in the Admin tier is as if the tier were not there for this flow.
  lemma PassSkipsTheTier(policies: List<Policy>, flow: Flow, direction: Direction)
    requires flow.Subject(direction).IsGoverned()
    requires flow.StandingOf(policies, direction, Admin).Leads? && flow.StandingOf(policies, direction, Admin).action.Pass?
    ensures flow.Ruling(policies, direction) == flow.Ruling(Without(policies, Admin), direction)
  {
    AuxWithout(policies, flow, direction, Admin);
  }

/// P15. Without ClusterNetworkPolicies a flow is allowed exactly when nobody isolates the pod or a rule lets the flow through.
  lemma WithoutTiersOnlyNetworkPoliciesCount(policies: List<Policy>, flow: Flow, direction: Direction)
    requires forall policy <- policies :: policy.tier.Middle?
    requires flow.Subject(direction).IsGoverned()
    ensures flow.Ruling(policies, direction).Allow? <==> flow.UnionOf(policies, direction).Open? || flow.UnionOf(policies, direction).Through?
  {
    AuxNoTier(policies, flow, direction, Admin);
    AuxNoTier(policies, flow, direction, Baseline);
  }

/// P17. Writing a default out twice is writing it out once.
  lemma DefaultsAreWrittenOnce(types: Types, protocols: Protocols, hasEgressRules: bool)
    ensures types.Defaulted(hasEgressRules).Defaulted(hasEgressRules) == types.Defaulted(hasEgressRules)
    ensures protocols.Written().Written() == protocols.Written()
  {
  }

/// P17. A policy means the same whether its defaults are written out or left to be filled in.
  lemma DefaultsAreAppliedFirst(policy: Policy, direction: Direction, pod: Pod)
    ensures var whole := policy.(types := policy.types.Defaulted(|policy.egress| > 0));
            whole.Governs(direction) == policy.Governs(direction) && whole.Isolates(pod, direction) == policy.Isolates(pod, direction)
  {
  }
}
