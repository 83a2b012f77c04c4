include "NetworkZones.dfy"

/// Why what is said about network policies may be believed.
module SafePolicyTheorems {
  import opened Native
  import opened Int32s
  import opened Lists
  import opened LabelMatching
  import opened Addresses
  import opened NetworkRules
  import opened SafePolicy
  import opened NetworkZones

/// How all that is not known may turn out to be.
  datatype World = ghost World(addresses: Pod -> seq<Address>, node: Pod -> Text, resolves: (Int32, Endpoint) -> bool) {
    ghost predicate Fits() {
      forall pod: Pod :: (|pod.addresses| > 0 ==> addresses(pod) == pod.addresses) && (pod.node.OnNode? ==> node(pod) == pod.node.name)
    }

    ghost predicate IsPeer(peer: Peer, endpoint: Endpoint) {
      match peer
      case Pods(place, pods) => endpoint.IsGoverned() && place.Holds(endpoint.pod) && pods.Matches(endpoint.pod.labels)
      case InBlock(block) =>
        (match endpoint
         case Outside(address) => block.Contains(address)
         case OfPod(pod) => exists address <- addresses(pod) :: block.Contains(address))
      case Opaque(id) => !endpoint.IsGoverned() && resolves(id, endpoint)
    }

    ghost predicate Hits(rule: Rule, flow: Flow, direction: Direction) {
      && (rule.anyPort || exists port <- rule.ports :: port.Hits(flow.target, flow.protocol, flow.number))
      && (rule.anyPeer || exists peer <- rule.peers :: IsPeer(peer, flow.Other(direction)))
    }

/// The first rule that hits says so.
    ghost predicate FirstSays(rules: seq<Rule>, flow: Flow, direction: Direction, action: Action) {
      exists i :: 0 <= i < |rules| && Hits(rules[i], flow, direction) && rules[i].action == action
                  && forall j :: 0 <= j < i ==> !Hits(rules[j], flow, direction)
    }

    ghost predicate NoneHits(rules: seq<Rule>, flow: Flow, direction: Direction) {
      forall rule <- rules :: !Hits(rule, flow, direction)
    }

    ghost predicate Concerns(policy: Policy, flow: Flow, direction: Direction, tier: Tier) {
      policy.tier == tier && policy.Governs(direction) && flow.Subject(direction).IsGoverned() && policy.Selects(flow.Subject(direction).pod)
    }

    ghost predicate Speaks(policy: Policy, flow: Flow, direction: Direction, tier: Tier) {
      Concerns(policy, flow, direction, tier) && !NoneHits(policy.Rules(direction), flow, direction)
    }

    ghost predicate Says(policy: Policy, flow: Flow, direction: Direction, tier: Tier, action: Action) {
      Concerns(policy, flow, direction, tier) && FirstSays(policy.Rules(direction), flow, direction, action)
    }

/// A policy says so, and none that says anything is more urgent.
    ghost predicate TierSays(policies: seq<Policy>, flow: Flow, direction: Direction, tier: Tier, action: Action) {
      exists policy <- policies :: Says(policy, flow, direction, tier, action)
                                   && forall other <- policies :: Speaks(other, flow, direction, tier) ==> policy.priority <= other.priority
    }

    ghost predicate LetsThrough(policies: seq<Policy>, flow: Flow, direction: Direction)
      requires flow.Subject(direction).IsGoverned()
    {
      exists policy <- policies :: policy.Isolates(flow.Subject(direction).pod, direction)
                                   && exists rule <- policy.Rules(direction) :: Hits(rule, flow, direction)
    }

/// What Kubernetes documents: tiers in order, NetworkPolicies as a union, and what nobody decides is allowed.
    ghost predicate Allows(policies: seq<Policy>, flow: Flow, direction: Direction) {
      flow.Subject(direction).IsGoverned() ==>
        TierSays(policies, flow, direction, Admin, Accept) ||
        (!TierSays(policies, flow, direction, Admin, Deny) &&
         if IsIsolated(policies, flow, direction) then LetsThrough(policies, flow, direction)
         else !TierSays(policies, flow, direction, Baseline, Deny))
    }

    ghost predicate Reaches(policies: seq<Policy>, flow: Flow) {
      || flow.IsLoop()
      || (flow.source.OfPod? && flow.target.OfPod? && flow.source.pod.onHost && !flow.target.pod.onHost && node(flow.source.pod) == node(flow.target.pod))
      || (Allows(policies, flow, Egress) && Allows(policies, flow, Ingress))
    }
  }

  ghost predicate IsIsolated(policies: seq<Policy>, flow: Flow, direction: Direction)
    requires flow.Subject(direction).IsGoverned()
  {
    exists policy <- policies :: policy.Isolates(flow.Subject(direction).pod, direction)
  }

  lemma AuxSomeHit(world: World, peers: List<Peer>, endpoint: Endpoint)
    requires world.Fits()
    ensures Peer.SomeHit(peers, endpoint).Yes? ==> exists peer <- peers :: world.IsPeer(peer, endpoint)
    ensures Peer.SomeHit(peers, endpoint).No? ==> forall peer <- peers :: !world.IsPeer(peer, endpoint)
  {
    if |peers| > 0 {
      var init, last := peers[..|peers| - 1], peers[|peers| - 1];
      AuxSomeHit(world, init, endpoint);
      assert peers == init + [last];
      AuxOneHit(world, last, endpoint);
    }
  }

  lemma AuxOneHit(world: World, peer: Peer, endpoint: Endpoint)
    requires world.Fits()
    ensures peer.Hit(endpoint).Yes? ==> world.IsPeer(peer, endpoint)
    ensures peer.Hit(endpoint).No? ==> !world.IsPeer(peer, endpoint)
  {
    if peer.InBlock? && endpoint.OfPod? && |endpoint.pod.addresses| > 0 {
      assert world.addresses(endpoint.pod) == endpoint.pod.addresses;
    }
  }

  lemma AuxHit(world: World, rule: Rule, flow: Flow, direction: Direction)
    requires world.Fits()
    ensures flow.HitOf(rule, direction).Yes? ==> world.Hits(rule, flow, direction)
    ensures flow.HitOf(rule, direction).No? ==> !world.Hits(rule, flow, direction)
  {
    AuxSomeHit(world, rule.peers, flow.Other(direction));
  }

  lemma AuxFirstSaysOne(world: World, rules: seq<Rule>, flow: Flow, direction: Direction, one: Action, other: Action)
    requires world.FirstSays(rules, flow, direction, one) && world.FirstSays(rules, flow, direction, other)
    ensures one == other && !world.NoneHits(rules, flow, direction)
  {
    var i :| 0 <= i < |rules| && world.Hits(rules[i], flow, direction) && rules[i].action == one && forall k :: 0 <= k < i ==> !world.Hits(rules[k], flow, direction);
    var j :| 0 <= j < |rules| && world.Hits(rules[j], flow, direction) && rules[j].action == other && forall k :: 0 <= k < j ==> !world.Hits(rules[k], flow, direction);
    assert i == j;
    assert rules[i] in rules;
  }

  lemma AuxSomeoneSays(world: World, rules: seq<Rule>, flow: Flow, direction: Direction) returns (action: Action)
    requires !world.NoneHits(rules, flow, direction)
    ensures world.FirstSays(rules, flow, direction, action)
  {
    var i := 0;
    while !world.Hits(rules[i], flow, direction)
      invariant 0 <= i < |rules|
      invariant forall j :: 0 <= j < i ==> !world.Hits(rules[j], flow, direction)
      decreases |rules| - i
    {
      if i + 1 == |rules| { assert world.NoneHits(rules, flow, direction); }
      i := i + 1;
    }
    action := rules[i].action;
  }

  lemma AuxSearch(world: World, rules: List<Rule>, flow: Flow, direction: Direction)
    requires world.Fits()
    ensures var search := flow.FirstHit(rules, direction);
            && (search.Going? ==> world.NoneHits(rules, flow, direction))
            && (search.Found? ==> world.FirstSays(rules, flow, direction, search.action))
            && (search.Leaning? ==> world.NoneHits(rules, flow, direction) || world.FirstSays(rules, flow, direction, search.action))
  {
    if |rules| > 0 {
      var init, last := rules[..|rules| - 1], rules[|rules| - 1];
      AuxSearch(world, init, flow, direction);
      AuxHit(world, last, flow, direction);
      assert rules == init + [last];
      forall action | world.FirstSays(init, flow, direction, action) ensures world.FirstSays(rules, flow, direction, action) {
        var i :| 0 <= i < |init| && world.Hits(init[i], flow, direction) && init[i].action == action && forall k :: 0 <= k < i ==> !world.Hits(init[k], flow, direction);
        assert rules[i] == init[i] && forall k :: 0 <= k < i ==> rules[k] == init[k];
      }
      if world.NoneHits(init, flow, direction) && world.Hits(last, flow, direction) {
        assert forall k :: 0 <= k < |init| ==> rules[k] in init;
        assert world.FirstSays(rules, flow, direction, last.action);
      }
    }
  }

  lemma AuxAnyHit(world: World, id: Int32, rules: List<Rule>, flow: Flow, direction: Direction)
    requires world.Fits()
    ensures var union := flow.AnyHit(id, rules, direction);
            && !union.Open?
            && (union.Through? ==> exists rule <- rules :: world.Hits(rule, flow, direction))
            && (union.Closed? ==> world.NoneHits(rules, flow, direction))
  {
    if |rules| > 0 {
      var init, last := rules[..|rules| - 1], rules[|rules| - 1];
      AuxAnyHit(world, id, init, flow, direction);
      AuxHit(world, last, flow, direction);
      assert rules == init + [last];
    }
  }

  lemma AuxUnion(world: World, policies: List<Policy>, flow: Flow, direction: Direction)
    requires world.Fits() && flow.Subject(direction).IsGoverned()
    ensures var union := flow.UnionOf(policies, direction);
            && (union.Open? <==> !IsIsolated(policies, flow, direction))
            && (union.Through? ==> world.LetsThrough(policies, flow, direction))
            && (union.Closed? ==> !world.LetsThrough(policies, flow, direction))
  {
    if |policies| > 0 {
      var init, last := policies[..|policies| - 1], policies[|policies| - 1];
      AuxUnion(world, init, flow, direction);
      AuxAnyHit(world, last.id, last.Rules(direction), flow, direction);
      assert policies == init + [last];
    }
  }

  ghost predicate Describes(world: World, standing: Standing, policies: seq<Policy>, flow: Flow, direction: Direction, tier: Tier) {
    && (!standing.Silent? ==> forall policy <- policies :: world.Speaks(policy, flow, direction, tier) ==> standing.priority <= policy.priority)
    && (standing.Silent? ==> forall policy <- policies :: !world.Speaks(policy, flow, direction, tier))
    && (standing.Leads? ==>
          && (exists policy <- policies :: policy.priority == standing.priority && world.Says(policy, flow, direction, tier, standing.action))
          && forall policy <- policies :: world.Speaks(policy, flow, direction, tier) && policy.priority == standing.priority ==> world.Says(policy, flow, direction, tier, standing.action))
    && (standing.Splits? ==> Disagree(world, policies, flow, direction, tier, standing.priority))
  }

/// Two policies of one urgency contradict each other about the flow.
  ghost predicate Disagree(world: World, policies: seq<Policy>, flow: Flow, direction: Direction, tier: Tier, priority: Int32) {
    exists one <- policies, other <- policies, a: Action, b: Action :: a != b && one.priority == other.priority == priority
                                                                       && world.Says(one, flow, direction, tier, a) && world.Says(other, flow, direction, tier, b)
  }

  lemma AuxOneStanding(world: World, policy: Policy, flow: Flow, direction: Direction, tier: Tier)
    requires world.Fits() && flow.Subject(direction).IsGoverned()
    ensures Describes(world, policy.StandingOf(flow, direction, tier), [policy], flow, direction, tier)
    ensures !policy.StandingOf(flow, direction, tier).Splits?
  {
    AuxSearch(world, policy.Rules(direction), flow, direction);
    if world.Concerns(policy, flow, direction, tier) {
      var search := flow.FirstHit(policy.Rules(direction), direction);
      if search.Found? {
        assert policy in [policy] && world.Says(policy, flow, direction, tier, search.action);
      }
    }
  }

  lemma AuxPlus(world: World, left: Standing, right: Standing, policies: seq<Policy>, last: Policy, flow: Flow, direction: Direction, tier: Tier)
    requires Describes(world, left, policies, flow, direction, tier)
    requires Describes(world, right, [last], flow, direction, tier) && !right.Splits?
    ensures Describes(world, left.Plus(right), policies + [last], flow, direction, tier)
  {
    var all := policies + [last];
    assert forall policy <- policies :: policy in all;
    assert last in all && last in [last];
    assert forall policy <- all :: policy in policies || policy == last;
    if left.Leads? && right.Leads? && left.priority == right.priority && left.action != right.action {
      var one :| one in policies && one.priority == left.priority && world.Says(one, flow, direction, tier, left.action);
      assert world.Says(last, flow, direction, tier, right.action) && one in all;
    }
  }

  lemma AuxStanding(world: World, policies: List<Policy>, flow: Flow, direction: Direction, tier: Tier)
    requires world.Fits() && flow.Subject(direction).IsGoverned()
    ensures Describes(world, flow.StandingOf(policies, direction, tier), policies, flow, direction, tier)
  {
    if |policies| > 0 {
      var init, last := policies[..|policies| - 1], policies[|policies| - 1];
      AuxStanding(world, init, flow, direction, tier);
      AuxOneStanding(world, last, flow, direction, tier);
      AuxPlus(world, flow.StandingOf(init, direction, tier), last.StandingOf(flow, direction, tier), init, last, flow, direction, tier);
      assert policies == init + [last];
    }
  }

  lemma AuxTier(world: World, policies: List<Policy>, flow: Flow, direction: Direction, tier: Tier, action: Action)
    requires world.Fits() && flow.Subject(direction).IsGoverned()
    ensures var standing := flow.StandingOf(policies, direction, tier);
            && (standing.Silent? ==> !world.TierSays(policies, flow, direction, tier, action))
            && (standing.Leads? ==> (world.TierSays(policies, flow, direction, tier, action) <==> action == standing.action))
  {
    AuxStanding(world, policies, flow, direction, tier);
    var standing := flow.StandingOf(policies, direction, tier);
    if world.TierSays(policies, flow, direction, tier, action) {
      var policy :| policy in policies && world.Says(policy, flow, direction, tier, action)
                    && forall other <- policies :: world.Speaks(other, flow, direction, tier) ==> policy.priority <= other.priority;
      AuxFirstSaysOne(world, policy.Rules(direction), flow, direction, action, action);
      assert world.Speaks(policy, flow, direction, tier);
      if standing.Leads? {
        var leader :| leader in policies && leader.priority == standing.priority && world.Says(leader, flow, direction, tier, standing.action);
        AuxFirstSaysOne(world, leader.Rules(direction), flow, direction, standing.action, standing.action);
        assert world.Speaks(leader, flow, direction, tier);
        assert policy.priority == standing.priority;
        AuxFirstSaysOne(world, policy.Rules(direction), flow, direction, action, standing.action);
      }
    }
  }

  lemma AuxRuling(world: World, policies: List<Policy>, flow: Flow, direction: Direction)
    requires world.Fits()
    ensures flow.Ruling(policies, direction).Allow? ==> world.Allows(policies, flow, direction)
    ensures flow.Ruling(policies, direction).Refuse? ==> !world.Allows(policies, flow, direction)
  {
    if flow.Subject(direction).IsGoverned() {
      AuxTier(world, policies, flow, direction, Admin, Accept);
      AuxTier(world, policies, flow, direction, Admin, Deny);
      AuxTier(world, policies, flow, direction, Baseline, Deny);
      AuxUnion(world, policies, flow, direction);
    }
  }

/// P1. What is said to be allowed is allowed by the policies, however all that is not known turns out.
  lemma AllowedIsAllowedInEveryWorld(world: World, policies: List<Policy>, flow: Flow)
    requires world.Fits() && flow.Outcome(policies).Allowed?
    ensures world.Reaches(policies, flow)
  {
    AuxRuling(world, policies, flow, Egress);
    AuxRuling(world, policies, flow, Ingress);
  }

/// P1. What is said to be denied is denied by the policies, however all that is not known turns out.
  lemma DeniedIsDeniedInEveryWorld(world: World, policies: List<Policy>, flow: Flow)
    requires world.Fits() && flow.Outcome(policies).Denied?
    ensures !world.Reaches(policies, flow)
  {
    AuxRuling(world, policies, flow, Egress);
    AuxRuling(world, policies, flow, Ingress);
  }

/// P1. Where nothing is unknown, the only doubt left is about policies of one priority that contradict each other.
  lemma OnlyContradictionsLeaveDoubtWhereAllIsKnown(policies: List<Policy>, flow: Flow, direction: Direction)
    requires IsKnown(flow.source) && IsKnown(flow.target)
    requires forall policy <- policies, rule <- policy.Rules(direction), peer <- rule.peers :: !peer.Opaque?
    ensures flow.Ruling(policies, direction).Unsure? ==> flow.Ruling(policies, direction).reason.Conflict?
  {
    forall policy <- policies, rule <- policy.Rules(direction) ensures !flow.HitOf(rule, direction).Maybe? {
      AuxSureHit(rule.peers, flow.Other(direction));
    }
    if flow.Subject(direction).IsGoverned() {
      AuxSureUnion(policies, flow, direction);
      AuxSureStanding(policies, flow, direction, Admin);
      AuxSureStanding(policies, flow, direction, Baseline);
    }
  }

/// It has an address.
  ghost predicate IsKnown(endpoint: Endpoint) { endpoint.OfPod? ==> |endpoint.pod.addresses| > 0 }

  lemma AuxSureHit(peers: List<Peer>, endpoint: Endpoint)
    requires IsKnown(endpoint) && forall peer <- peers :: !peer.Opaque?
    ensures !Peer.SomeHit(peers, endpoint).Maybe?
  {
    if |peers| > 0 { AuxSureHit(peers[..|peers| - 1], endpoint); }
  }

  lemma AuxSureUnion(policies: List<Policy>, flow: Flow, direction: Direction)
    requires flow.Subject(direction).IsGoverned()
    requires forall policy <- policies, rule <- policy.Rules(direction) :: !flow.HitOf(rule, direction).Maybe?
    ensures !flow.UnionOf(policies, direction).Doubt?
  {
    if |policies| > 0 {
      var last := policies[|policies| - 1];
      assert last in policies;
      AuxSureUnion(policies[..|policies| - 1], flow, direction);
      AuxSureRules(last.id, last.Rules(direction), flow, direction);
    }
  }

  lemma AuxSureRules(id: Int32, rules: List<Rule>, flow: Flow, direction: Direction)
    requires forall rule <- rules :: !flow.HitOf(rule, direction).Maybe?
    ensures !flow.AnyHit(id, rules, direction).Doubt?
    ensures flow.FirstHit(rules, direction).Going? || flow.FirstHit(rules, direction).Found?
  {
    if |rules| > 0 { AuxSureRules(id, rules[..|rules| - 1], flow, direction); }
  }

  lemma AuxSureStanding(policies: List<Policy>, flow: Flow, direction: Direction, tier: Tier)
    requires flow.Subject(direction).IsGoverned()
    requires forall policy <- policies, rule <- policy.Rules(direction) :: !flow.HitOf(rule, direction).Maybe?
    ensures !flow.StandingOf(policies, direction, tier).Unclear?
  {
    if |policies| > 0 {
      var last := policies[|policies| - 1];
      assert last in policies;
      AuxSureStanding(policies[..|policies| - 1], flow, direction, tier);
      AuxSureRules(last.id, last.Rules(direction), flow, direction);
    }
  }

  lemma AuxUnionKind(policies: List<Policy>, flow: Flow, direction: Direction)
    requires flow.Subject(direction).IsGoverned()
    ensures var union := flow.UnionOf(policies, direction);
            && (union.Through? <==> exists policy <- policies :: policy.UnionOf(flow, direction).Through?)
            && (union.Doubt? <==> !union.Through? && exists policy <- policies :: policy.UnionOf(flow, direction).Doubt?)
            && (union.Open? <==> forall policy <- policies :: policy.UnionOf(flow, direction).Open?)
  {
    if |policies| > 0 {
      var init, last := policies[..|policies| - 1], policies[|policies| - 1];
      AuxUnionKind(init, flow, direction);
      assert policies == init + [last];
    }
  }

  lemma AuxOnePolicy(policy: Policy, flow: Flow, direction: Direction, tier: Tier)
    requires flow.Subject(direction).IsGoverned()
    ensures !policy.StandingOf(flow, direction, tier).Splits?
  {
  }

/// What can be told of a tier by its policies, whatever their order.
  ghost predicate IsStanding(standing: Standing, policies: seq<Policy>, flow: Flow, direction: Direction, tier: Tier)
    requires flow.Subject(direction).IsGoverned()
  {
    && (standing.Silent? <==> forall policy <- policies :: policy.StandingOf(flow, direction, tier).Silent?)
    && (!standing.Silent? ==>
          && (exists policy <- policies :: !policy.StandingOf(flow, direction, tier).Silent? && policy.StandingOf(flow, direction, tier).priority == standing.priority)
          && forall policy <- policies :: policy.StandingOf(flow, direction, tier).Silent? || standing.priority <= policy.StandingOf(flow, direction, tier).priority)
    && (standing.Unclear? ==> exists policy <- policies :: policy.StandingOf(flow, direction, tier).Unclear? && policy.StandingOf(flow, direction, tier).priority == standing.priority)
    && (standing.Leads? ==> forall policy <- policies ::
            var own := policy.StandingOf(flow, direction, tier);
            own.Silent? || own.priority > standing.priority || (own.Leads? && own.action == standing.action))
    && (standing.Splits? ==>
          && (forall policy <- policies :: !(policy.StandingOf(flow, direction, tier).Unclear? && policy.StandingOf(flow, direction, tier).priority == standing.priority))
          && exists one <- policies, other <- policies :: SplitBy(one.StandingOf(flow, direction, tier), other.StandingOf(flow, direction, tier), standing.priority))
  }

  ghost predicate SplitBy(one: Standing, other: Standing, priority: Int32) {
    one.Leads? && other.Leads? && one.priority == other.priority == priority && one.action != other.action
  }

  lemma AuxIsStanding(policies: List<Policy>, flow: Flow, direction: Direction, tier: Tier)
    requires flow.Subject(direction).IsGoverned()
    ensures IsStanding(flow.StandingOf(policies, direction, tier), policies, flow, direction, tier)
  {
    if |policies| > 0 {
      var init, last := policies[..|policies| - 1], policies[|policies| - 1];
      AuxIsStanding(init, flow, direction, tier);
      AuxOnePolicy(last, flow, direction, tier);
      assert policies == init + [last];
      var left, right := flow.StandingOf(init, direction, tier), last.StandingOf(flow, direction, tier);
      AuxStandingGrows(left, right, init, last, flow, direction, tier);
    }
  }

  lemma AuxStandingGrows(left: Standing, right: Standing, init: seq<Policy>, last: Policy, flow: Flow, direction: Direction, tier: Tier)
    requires flow.Subject(direction).IsGoverned()
    requires IsStanding(left, init, flow, direction, tier) && right == last.StandingOf(flow, direction, tier) && !right.Splits?
    ensures IsStanding(left.Plus(right), init + [last], flow, direction, tier)
  {
    var all := init + [last];
    assert forall policy <- init :: policy in all;
    assert last in all;
    assert forall policy <- all :: policy in init || policy == last;
    if left.Leads? && right.Leads? && left.priority == right.priority && left.action != right.action {
      var one :| one in init && !one.StandingOf(flow, direction, tier).Silent? && one.StandingOf(flow, direction, tier).priority == left.priority;
      assert one in all && SplitBy(one.StandingOf(flow, direction, tier), last.StandingOf(flow, direction, tier), left.priority);
    }
    if left.Splits? {
      var one, other :| one in init && other in init && SplitBy(one.StandingOf(flow, direction, tier), other.StandingOf(flow, direction, tier), left.priority);
      assert one in all && other in all;
    }
  }

  lemma AuxSameStanding(left: Standing, right: Standing, one: seq<Policy>, other: seq<Policy>, flow: Flow, direction: Direction, tier: Tier)
    requires flow.Subject(direction).IsGoverned() && forall policy :: policy in one <==> policy in other
    requires IsStanding(left, one, flow, direction, tier) && IsStanding(right, other, flow, direction, tier)
    ensures left.Silent? == right.Silent? && left.Leads? == right.Leads? && left.Splits? == right.Splits?
    ensures left.Leads? ==> left.action == right.action
  {
    if !left.Silent? {
      assert !right.Silent?;
      var a :| a in one && !a.StandingOf(flow, direction, tier).Silent? && a.StandingOf(flow, direction, tier).priority == left.priority;
      var b :| b in other && !b.StandingOf(flow, direction, tier).Silent? && b.StandingOf(flow, direction, tier).priority == right.priority;
      assert left.priority == right.priority;
      if left.Splits? {
        var p, q :| p in one && q in one && SplitBy(p.StandingOf(flow, direction, tier), q.StandingOf(flow, direction, tier), left.priority);
        assert p in other && q in other;
      }
      if right.Splits? {
        var p, q :| p in other && q in other && SplitBy(p.StandingOf(flow, direction, tier), q.StandingOf(flow, direction, tier), right.priority);
        assert p in one && q in one;
      }
    }
  }

/// P2. The order of policies, and whether one stands there twice, changes no verdict.
  lemma PoliciesHaveNoOrder(policies: List<Policy>, others: List<Policy>, flow: Flow)
    requires forall policy :: policy in policies <==> policy in others
    ensures flow.Outcome(policies).Allowed? == flow.Outcome(others).Allowed?
    ensures flow.Outcome(policies).Denied? == flow.Outcome(others).Denied?
  {
    AuxSameKind(policies, others, flow, Egress);
    AuxSameKind(policies, others, flow, Ingress);
  }

  lemma AuxSameKind(policies: List<Policy>, others: List<Policy>, flow: Flow, direction: Direction)
    requires forall policy :: policy in policies <==> policy in others
    ensures flow.Ruling(policies, direction).Allow? == flow.Ruling(others, direction).Allow?
    ensures flow.Ruling(policies, direction).Refuse? == flow.Ruling(others, direction).Refuse?
  {
    if flow.Subject(direction).IsGoverned() {
      AuxUnionKind(policies, flow, direction);
      AuxUnionKind(others, flow, direction);
      forall tier: Tier ensures var (left, right) := (flow.StandingOf(policies, direction, tier), flow.StandingOf(others, direction, tier));
                                left.Silent? == right.Silent? && left.Leads? == right.Leads? && left.Splits? == right.Splits? && (left.Leads? ==> left.action == right.action)
      {
        AuxIsStanding(policies, flow, direction, tier);
        AuxIsStanding(others, flow, direction, tier);
        AuxSameStanding(flow.StandingOf(policies, direction, tier), flow.StandingOf(others, direction, tier), policies, others, flow, direction, tier);
      }
    }
  }

/// P2. The order of the rules of a NetworkPolicy, and whether one stands there twice, changes no verdict.
  lemma RulesOfANetworkPolicyHaveNoOrder(rules: List<Rule>, others: List<Rule>, flow: Flow, direction: Direction, id: Int32)
    requires forall rule :: rule in rules <==> rule in others
    ensures flow.AnyHit(id, rules, direction).Through? == flow.AnyHit(id, others, direction).Through?
    ensures flow.AnyHit(id, rules, direction).Closed? == flow.AnyHit(id, others, direction).Closed?
  {
    AuxAnyHitKind(rules, flow, direction, id);
    AuxAnyHitKind(others, flow, direction, id);
  }

  lemma AuxAnyHitKind(rules: List<Rule>, flow: Flow, direction: Direction, id: Int32)
    ensures var union := flow.AnyHit(id, rules, direction);
            && !union.Open?
            && (union.Through? <==> exists rule <- rules :: flow.HitOf(rule, direction).Yes?)
            && (union.Closed? <==> forall rule <- rules :: flow.HitOf(rule, direction).No?)
  {
    if |rules| > 0 {
      var init, last := rules[..|rules| - 1], rules[|rules| - 1];
      AuxAnyHitKind(init, flow, direction, id);
      assert rules == init + [last];
    }
  }

/// P2. The order of peers changes nothing.
  lemma PeersHaveNoOrder(peers: List<Peer>, others: List<Peer>, endpoint: Endpoint)
    requires forall peer :: peer in peers <==> peer in others
    ensures Peer.SomeHit(peers, endpoint).Yes? == Peer.SomeHit(others, endpoint).Yes?
    ensures Peer.SomeHit(peers, endpoint).No? == Peer.SomeHit(others, endpoint).No?
  {
    AuxSomeHitKind(peers, endpoint);
    AuxSomeHitKind(others, endpoint);
  }

  lemma AuxSomeHitKind(peers: List<Peer>, endpoint: Endpoint)
    ensures Peer.SomeHit(peers, endpoint).Yes? <==> exists peer <- peers :: peer.Hit(endpoint).Yes?
    ensures Peer.SomeHit(peers, endpoint).No? <==> forall peer <- peers :: peer.Hit(endpoint).No?
  {
    if |peers| > 0 {
      var init, last := peers[..|peers| - 1], peers[|peers| - 1];
      AuxSomeHitKind(init, endpoint);
      assert peers == init + [last];
    }
  }

  lemma AuxAppend(policies: List<Policy>, more: Policy, flow: Flow, direction: Direction)
    requires flow.Subject(direction).IsGoverned() && |policies| + 1 < 0x7fff_ffff
    ensures flow.UnionOf(policies + [more], direction) == flow.UnionOf(policies, direction).Plus(more.UnionOf(flow, direction))
    ensures forall tier :: flow.StandingOf(policies + [more], direction, tier) == flow.StandingOf(policies, direction, tier).Plus(more.StandingOf(flow, direction, tier))
  {
    assert (policies + [more])[..|policies|] == policies;
  }

/// P3. For a pod that is isolated already, one more NetworkPolicy takes nothing away.
  lemma APolicyForAnIsolatedPodOnlyOpens(policies: List<Policy>, more: Policy, flow: Flow, direction: Direction)
    requires |policies| + 1 < 0x7fff_ffff && more.tier.Middle?
    requires flow.Subject(direction).IsGoverned() && IsIsolated(policies, flow, direction)
    ensures flow.Ruling(policies, direction).Allow? ==> flow.Ruling(policies + [more], direction).Allow?
  {
    AuxAppend(policies, more, flow, direction);
    AuxIsolatedIsNotOpen(policies, flow, direction);
  }

  lemma AuxIsolatedIsNotOpen(policies: List<Policy>, flow: Flow, direction: Direction)
    requires flow.Subject(direction).IsGoverned()
    ensures flow.UnionOf(policies, direction).Open? <==> !IsIsolated(policies, flow, direction)
  {
    if |policies| > 0 {
      var init, last := policies[..|policies| - 1], policies[|policies| - 1];
      AuxIsolatedIsNotOpen(init, flow, direction);
      AuxAnyHitKind(last.Rules(direction), flow, direction, last.id);
      assert policies == init + [last];
    }
  }

/// P3. Among NetworkPolicies alone, the first that isolates a pod opens nothing.
  lemma TheFirstIsolationOnlyCloses(policies: List<Policy>, more: Policy, flow: Flow, direction: Direction)
    requires |policies| + 1 < 0x7fff_ffff && more.tier.Middle? && forall policy <- policies :: policy.tier.Middle?
    requires flow.Subject(direction).IsGoverned() && !IsIsolated(policies, flow, direction)
    ensures flow.Ruling(policies, direction).Allow?
  {
    AuxIsolatedIsNotOpen(policies, flow, direction);
    AuxNoTier(policies, flow, direction, Admin);
    AuxNoTier(policies, flow, direction, Baseline);
  }

  lemma AuxNoTier(policies: List<Policy>, flow: Flow, direction: Direction, tier: Tier)
    requires flow.Subject(direction).IsGoverned() && forall policy <- policies :: policy.tier != tier
    ensures flow.StandingOf(policies, direction, tier).Silent?
  {
    if |policies| > 0 {
      assert policies[|policies| - 1] in policies;
      AuxNoTier(policies[..|policies| - 1], flow, direction, tier);
    }
  }

/// P4. A policy that does not select the pod has no say, wherever it stands in the list.
  lemma PoliciesThatDoNotSelectAPodHaveNoSay(before: List<Policy>, policy: Policy, after: List<Policy>, flow: Flow, direction: Direction)
    requires |before| + 1 + |after| < 0x7fff_ffff
    requires flow.Subject(direction).IsGoverned() ==> !policy.Selects(flow.Subject(direction).pod)
    ensures flow.Ruling(before + [policy] + after, direction) == flow.Ruling(before + after, direction)
  {
    if flow.Subject(direction).IsGoverned() {
      AuxDropped(before, policy, after, flow, direction);
    }
  }

  ghost predicate SaySame(one: List<Policy>, other: List<Policy>, flow: Flow, direction: Direction)
    requires flow.Subject(direction).IsGoverned()
  {
    && flow.UnionOf(one, direction) == flow.UnionOf(other, direction)
    && flow.StandingOf(one, direction, Admin) == flow.StandingOf(other, direction, Admin)
    && flow.StandingOf(one, direction, Baseline) == flow.StandingOf(other, direction, Baseline)
  }

  lemma AuxBothGrow(one: List<Policy>, other: List<Policy>, last: Policy, flow: Flow, direction: Direction)
    requires |one| + 1 < 0x7fff_ffff && |other| + 1 < 0x7fff_ffff && flow.Subject(direction).IsGoverned()
    requires SaySame(one, other, flow, direction)
    ensures SaySame(one + [last], other + [last], flow, direction)
  {
    AuxAppend(one, last, flow, direction);
    AuxAppend(other, last, flow, direction);
  }

  lemma AuxDropped(before: List<Policy>, policy: Policy, after: List<Policy>, flow: Flow, direction: Direction)
    requires |before| + 1 + |after| < 0x7fff_ffff
    requires flow.Subject(direction).IsGoverned() && !policy.Selects(flow.Subject(direction).pod)
    ensures SaySame(before + [policy] + after, before + after, flow, direction)
    decreases |after|
  {
    if |after| == 0 {
      assert before + [policy] + after == before + [policy] && before + after == before;
      AuxAppend(before, policy, flow, direction);
    } else {
      var init, last := after[..|after| - 1], after[|after| - 1];
      AuxDropped(before, policy, init, flow, direction);
      AuxBothGrow(before + [policy] + init, before + init, last, flow, direction);
      assert before + [policy] + after == (before + [policy] + init) + [last];
      assert before + after == (before + init) + [last];
    }
  }

/// P4. NetworkPolicies of other namespaces do not select a pod.
  lemma PoliciesOfOtherNamespacesDoNotSelectAPod(policy: Policy, pod: Pod)
    requires policy.place.SameNamespace? && policy.place.name != pod.ns
    ensures !policy.Selects(pod)
  {
  }

/// P5. Where NetworkPolicies isolate a pod and none has a rule, nothing gets in but from the pod itself and its own node.
  lemma IsolationWithoutRulesClosesTheDoor(policies: List<Policy>, flow: Flow)
    requires forall policy <- policies :: policy.tier.Middle?
    requires flow.target.IsGoverned() && IsIsolated(policies, flow, Ingress)
    requires forall policy <- policies :: policy.Isolates(flow.target.pod, Ingress) ==> |policy.ingress| == 0
    requires !flow.IsLoop() && flow.FromOwnNode().No?
    ensures flow.Outcome(policies).Denied?
  {
    AuxNoTier(policies, flow, Ingress, Admin);
    AuxIsolatedIsNotOpen(policies, flow, Ingress);
    AuxUnionKind(policies, flow, Ingress);
  }

/// P6. A pod always reaches itself, whatever the policies.
  lemma APodReachesItself(policies: List<Policy>, flow: Flow)
    requires flow.IsLoop()
    ensures flow.Outcome(policies).Allowed?
  {
  }

/// P6. A pod is always reached from its own node, whatever the policies.
  lemma APodIsReachedFromItsNode(policies: List<Policy>, flow: Flow)
    requires flow.FromOwnNode().Yes?
    ensures flow.Outcome(policies).Allowed?
  {
  }

/// The policies treat both flows alike.
  ghost predicate Alike(policies: seq<Policy>, flow: Flow, other: Flow, direction: Direction) {
    && flow.Subject(direction).IsGoverned() == other.Subject(direction).IsGoverned()
    && (flow.Subject(direction).IsGoverned() ==> forall policy <- policies :: policy.Selects(flow.Subject(direction).pod) == policy.Selects(other.Subject(direction).pod))
    && forall policy <- policies, rule <- policy.Rules(direction) :: flow.HitOf(rule, direction) == other.HitOf(rule, direction)
  }

  lemma AuxAlike(policies: List<Policy>, flow: Flow, other: Flow, direction: Direction)
    requires Alike(policies, flow, other, direction)
    ensures flow.Ruling(policies, direction) == other.Ruling(policies, direction)
  {
    if flow.Subject(direction).IsGoverned() { AuxAlikeParts(policies, flow, other, direction); }
  }

  lemma AuxAlikeParts(policies: List<Policy>, flow: Flow, other: Flow, direction: Direction)
    requires Alike(policies, flow, other, direction) && flow.Subject(direction).IsGoverned()
    ensures flow.UnionOf(policies, direction) == other.UnionOf(policies, direction)
    ensures forall tier :: flow.StandingOf(policies, direction, tier) == other.StandingOf(policies, direction, tier)
  {
    if |policies| > 0 {
      var last := policies[|policies| - 1];
      assert last in policies;
      AuxAlikeParts(policies[..|policies| - 1], flow, other, direction);
      AuxAlikeRules(last.id, last.Rules(direction), flow, other, direction);
    }
  }

  lemma AuxAlikeRules(id: Int32, rules: List<Rule>, flow: Flow, other: Flow, direction: Direction)
    requires forall rule <- rules :: flow.HitOf(rule, direction) == other.HitOf(rule, direction)
    ensures flow.AnyHit(id, rules, direction) == other.AnyHit(id, rules, direction)
    ensures flow.FirstHit(rules, direction) == other.FirstHit(rules, direction)
  {
    if |rules| > 0 { AuxAlikeRules(id, rules[..|rules| - 1], flow, other, direction); }
  }

/// Where what a port says may change: where a range begins, and after it ends.
  ghost predicate Cuts(port: Port, least: Int32, most: Int32) {
    port.which.Within? && (least < port.which.first <= most || least as int < port.which.last as int + 1 <= most as int)
  }

/// A container port lies between two numbers, or is one of them.
  ghost predicate Parts(port: ContainerPort, least: Int32, most: Int32) {
    least <= port.number <= most && least != most
  }

  ghost predicate SameAtom(rules: seq<Rule>, target: Endpoint, least: Int32, most: Int32) {
    && least <= most
    && (forall rule <- rules, port <- rule.ports :: !Cuts(port, least, most))
    && (target.OfPod? ==> forall port <- target.pod.ports :: !Parts(port, least, most))
  }

/// P7. Port numbers between which no range begins or ends and no port of the pod lies fare alike: one of them speaks for all.
  lemma PortsOfOneAtomFareAlike(policies: List<Policy>, flow: Flow, most: Int32, direction: Direction)
    requires forall policy <- policies :: SameAtom(policy.Rules(direction), flow.target, flow.number, most)
    ensures flow.Ruling(policies, direction) == flow.(number := most).Ruling(policies, direction)
  {
    var other := flow.(number := most);
    forall policy <- policies, rule <- policy.Rules(direction) ensures flow.HitOf(rule, direction) == other.HitOf(rule, direction) {
      AuxSameAtom(rule, flow, most, direction);
    }
    AuxAlike(policies, flow, other, direction);
  }

  lemma AuxSameAtom(rule: Rule, flow: Flow, most: Int32, direction: Direction)
    requires SameAtom([rule], flow.target, flow.number, most)
    ensures flow.HitOf(rule, direction) == flow.(number := most).HitOf(rule, direction)
  {
    assert rule in [rule];
    forall port <- rule.ports ensures port.Hits(flow.target, flow.protocol, flow.number) == port.Hits(flow.target, flow.protocol, most) {
      assert !Cuts(port, flow.number, most);
      if flow.number != most && flow.target.OfPod? && port.which.Called? {
        var name := port.which.name;
        assert forall number | number == flow.number || number == most :: ContainerPort(name, flow.protocol, number) !in flow.target.pod.ports;
      }
    }
  }

/// P8. Addresses between which no block and no exception begins or ends are in the same blocks.
  lemma AddressesOfOneAtomAreInTheSameRanges(range: Range, address: Address, later: Address)
    requires address.AtMost(later)
    requires !(range.first.AtMost(later) && !range.first.AtMost(address))
    requires !(address.AtMost(range.last) && !later.AtMost(range.last))
    ensures range.CannotTell(address, later)
  {
  }

/// P8. An address in an exception is not in the block, one in the block and in no exception is.
  lemma ExceptionsAreTakenOut(block: Block, address: Address)
    ensures block.Contains(address) <==> block.whole.Contains(address) && forall hole <- block.except :: !hole.Contains(address)
  {
  }

/// P8. Addresses that no block can tell apart fare alike: one of them speaks for all.
  lemma AddressesOfOneAtomFareAlike(policies: List<Policy>, flow: Flow, other: Flow, direction: Direction)
    requires flow.Other(direction).Outside? && other.Other(direction).Outside?
    requires flow.Subject(direction) == other.Subject(direction) && flow.protocol == other.protocol && flow.number == other.number
    requires forall policy <- policies, rule <- policy.Rules(direction), peer <- rule.peers :: peer.InBlock? ==> peer.block.CannotTell(flow.Other(direction).address, other.Other(direction).address)
    requires forall policy <- policies, rule <- policy.Rules(direction), peer <- rule.peers :: !peer.Opaque?
    ensures flow.Ruling(policies, direction) == other.Ruling(policies, direction)
  {
    forall policy <- policies, rule <- policy.Rules(direction) ensures flow.HitOf(rule, direction) == other.HitOf(rule, direction) {
      forall peer <- rule.peers ensures peer.Hit(flow.Other(direction)) == peer.Hit(other.Other(direction)) {
        if peer.InBlock? { AuxSameBlock(peer.block, flow.Other(direction).address, other.Other(direction).address); }
      }
      AuxSamePeers(rule.peers, flow.Other(direction), other.Other(direction));
      forall port <- rule.ports ensures port.Hits(flow.target, flow.protocol, flow.number) == port.Hits(other.target, flow.protocol, flow.number) {
      }
    }
    AuxAlike(policies, flow, other, direction);
  }

  lemma AuxSameBlock(block: Block, address: Address, other: Address)
    requires block.CannotTell(address, other)
    ensures block.Contains(address) == block.Contains(other)
  {
    forall hole <- block.except ensures hole.Contains(address) == hole.Contains(other) { assert hole.CannotTell(address, other); }
  }

  lemma AuxSamePeers(peers: List<Peer>, endpoint: Endpoint, other: Endpoint)
    requires forall peer <- peers :: peer.Hit(endpoint) == peer.Hit(other)
    ensures Peer.SomeHit(peers, endpoint) == Peer.SomeHit(peers, other)
  {
    if |peers| > 0 { AuxSamePeers(peers[..|peers| - 1], endpoint, other); }
  }

  lemma AuxSameLabels(selector: Selector, labels: Labels, other: Labels)
    requires selector.CannotTell(labels, other)
    ensures selector.Matches(labels) == selector.Matches(other)
  {
    forall requirement <- selector.requirements ensures requirement.Holds(labels) == requirement.Holds(other) {
      var key := requirement.key;
      assert labels.AgreesOn(key, other);
      forall entry <- labels.entries | entry.key == key ensures entry in other.entries { assert Label(key, entry.value) in labels.entries; }
      forall entry <- other.entries | entry.key == key ensures entry in labels.entries { assert Label(key, entry.value) in other.entries; }
    }
  }

/// Nothing that a place and a selector look at differs between two pods.
  ghost predicate AlikeTo(place: Place, pods: Selector, pod: Pod, other: Pod) {
    && pods.CannotTell(pod.labels, other.labels)
    && (place.Namespaces? ==> place.selector.CannotTell(pod.nsLabels, other.nsLabels))
    && (place.SameNamespace? ==> (pod.ns == place.name <==> other.ns == place.name))
  }

/// Two pods that no policy can tell apart: the labels named anywhere agree, and so do the ports and the blocks they are in.
  ghost predicate SameClass(policies: seq<Policy>, pod: Pod, other: Pod) {
    && pod.onHost == other.onHost && pod.ports == other.ports && (|pod.addresses| == 0 <==> |other.addresses| == 0)
    && (forall policy <- policies :: AlikeTo(policy.place, policy.pods, pod, other))
    && forall policy <- policies, rule <- policy.ingress + policy.egress, peer <- rule.peers ::
         && (peer.Pods? ==> AlikeTo(peer.place, peer.pods, pod, other))
         && (peer.InBlock? ==> peer.block.ContainsAny(pod.addresses) == peer.block.ContainsAny(other.addresses))
         && !peer.Opaque?
  }

/// P9. Pods of one class get the same verdicts as senders: one of them speaks for all.
  lemma SendersOfOneClassFareAlike(policies: List<Policy>, flow: Flow, other: Pod, direction: Direction)
    requires flow.source.OfPod? && SameClass(policies, flow.source.pod, other)
    ensures flow.Ruling(policies, direction) == flow.(source := OfPod(other)).Ruling(policies, direction)
  {
    var changed := flow.(source := OfPod(other));
    AuxSameClass(policies, flow.source.pod, other);
    forall policy <- policies, rule <- policy.Rules(direction) ensures flow.HitOf(rule, direction) == changed.HitOf(rule, direction) {
      assert rule in policy.ingress + policy.egress;
      if direction.Ingress? { AuxSamePeers(rule.peers, flow.source, changed.source); }
    }
    AuxAlike(policies, flow, changed, direction);
  }

/// P9. Pods of one class get the same verdicts as receivers.
  lemma ReceiversOfOneClassFareAlike(policies: List<Policy>, flow: Flow, other: Pod, direction: Direction)
    requires flow.target.OfPod? && SameClass(policies, flow.target.pod, other)
    ensures flow.Ruling(policies, direction) == flow.(target := OfPod(other)).Ruling(policies, direction)
  {
    var changed := flow.(target := OfPod(other));
    AuxSameClass(policies, flow.target.pod, other);
    forall policy <- policies, rule <- policy.Rules(direction) ensures flow.HitOf(rule, direction) == changed.HitOf(rule, direction) {
      assert rule in policy.ingress + policy.egress;
      if direction.Egress? { AuxSamePeers(rule.peers, flow.target, changed.target); }
      forall port <- rule.ports ensures port.Hits(flow.target, flow.protocol, flow.number) == port.Hits(changed.target, flow.protocol, flow.number) {
      }
    }
    AuxAlike(policies, flow, changed, direction);
  }

  lemma AuxSameClass(policies: List<Policy>, pod: Pod, other: Pod)
    requires SameClass(policies, pod, other)
    ensures forall policy <- policies :: policy.Selects(pod) == policy.Selects(other)
    ensures forall policy <- policies, rule <- policy.ingress + policy.egress, peer <- rule.peers :: peer.Hit(OfPod(pod)) == peer.Hit(OfPod(other))
  {
    forall policy <- policies ensures policy.Selects(pod) == policy.Selects(other) { AuxAlikeTo(policy.place, policy.pods, pod, other); }
    forall policy <- policies, rule <- policy.ingress + policy.egress, peer <- rule.peers ensures peer.Hit(OfPod(pod)) == peer.Hit(OfPod(other)) {
      if peer.Pods? { AuxAlikeTo(peer.place, peer.pods, pod, other); }
    }
  }

  lemma AuxAlikeTo(place: Place, pods: Selector, pod: Pod, other: Pod)
    requires AlikeTo(place, pods, pod, other)
    ensures place.Holds(pod) == place.Holds(other) && pods.Matches(pod.labels) == pods.Matches(other.labels)
  {
    AuxSameLabels(pods, pod.labels, other.labels);
    if place.Namespaces? { AuxSameLabels(place.selector, pod.nsLabels, other.nsLabels); }
  }

/// P10. The rule named as the reason for letting a flow through is there, is about the pod, and hits.
  lemma TheRuleThatAllowsIsReal(policies: List<Policy>, flow: Flow, direction: Direction)
    requires flow.Ruling(policies, direction).Allow? && flow.Ruling(policies, direction).ground.ByRule?
    ensures IsReal(policies, flow, direction, flow.Ruling(policies, direction).ground, {Accept}, true)
  {
    AuxUnionGround(policies, flow, direction);
    AuxStandingGround(policies, flow, direction, Admin);
    AuxStandingGround(policies, flow, direction, Baseline);
  }

/// P10. The reason for refusing a flow is real: a Deny that hits, or a NetworkPolicy that isolates while no rule of any lets the flow through.
  lemma TheReasonToRefuseIsReal(policies: List<Policy>, flow: Flow, direction: Direction)
    requires flow.Ruling(policies, direction).Refuse?
    ensures var ground := flow.Ruling(policies, direction).ground;
            || IsReal(policies, flow, direction, ground, {Deny}, false)
            || (ground.ByIsolation?
                && (exists policy <- policies :: policy.id == ground.policy && policy.Isolates(flow.Subject(direction).pod, direction))
                && forall policy <- policies, rule <- policy.Rules(direction) :: policy.Isolates(flow.Subject(direction).pod, direction) ==>
                                                                                   flow.HitOf(rule, direction).No? && (rule.PeersHit(flow.Other(direction)).No? || !rule.PortsHit(flow.target, flow.protocol, flow.number)))
  {
    AuxUnionGround(policies, flow, direction);
    AuxStandingGround(policies, flow, direction, Admin);
    AuxStandingGround(policies, flow, direction, Baseline);
  }

/// The ground is a rule of one of the policies, about the pod, that hits; of one of these actions, or (of NetworkPolicies) any.
  ghost predicate IsReal(policies: seq<Policy>, flow: Flow, direction: Direction, ground: Ground, actions: set<Action>, middle: bool) {
    ground.ByRule? && flow.Subject(direction).IsGoverned() &&
    exists policy <- policies :: policy.id == ground.policy && policy.Governs(direction) && policy.Selects(flow.Subject(direction).pod)
                                 && 0 <= ground.rule as int < |policy.Rules(direction)|
                                 && flow.HitOf(policy.Rules(direction)[ground.rule], direction).Yes?
                                 && (policy.Rules(direction)[ground.rule].action in actions || (middle && policy.tier.Middle?))
  }

  lemma AuxUnionGround(policies: List<Policy>, flow: Flow, direction: Direction)
    requires flow.Subject(direction).IsGoverned()
    ensures var union := flow.UnionOf(policies, direction);
            && (union.Through? ==> IsReal(policies, flow, direction, ByRule(union.policy, union.rule), {}, true))
            && (union.Closed? ==> (exists policy <- policies :: policy.id == union.policy && policy.Isolates(flow.Subject(direction).pod, direction)))
            && (union.Closed? ==> forall policy <- policies, rule <- policy.Rules(direction) :: policy.Isolates(flow.Subject(direction).pod, direction) ==> flow.HitOf(rule, direction).No?)
  {
    if |policies| > 0 {
      var init, last := policies[..|policies| - 1], policies[|policies| - 1];
      AuxUnionGround(init, flow, direction);
      AuxRuleGround(last.id, last.Rules(direction), flow, direction);
      AuxIsolatedIsNotOpen(init, flow, direction);
      AuxAnyHitKind(last.Rules(direction), flow, direction, last.id);
      assert policies == init + [last];
      assert forall policy <- init :: policy in policies;
      assert last in policies;
      if flow.UnionOf(policies, direction).Closed? && flow.UnionOf(init, direction).Open? {
        assert forall policy <- init :: !policy.Isolates(flow.Subject(direction).pod, direction);
      }
    }
  }

  lemma AuxRuleGround(id: Int32, rules: List<Rule>, flow: Flow, direction: Direction)
    ensures var union := flow.AnyHit(id, rules, direction);
            && (union.Through? ==> union.policy == id && 0 <= union.rule as int < |rules| && flow.HitOf(rules[union.rule], direction).Yes?)
            && (union.Closed? ==> union.policy == id)
    ensures var search := flow.FirstHit(rules, direction);
            search.Found? ==> 0 <= search.rule as int < |rules| && flow.HitOf(rules[search.rule], direction).Yes? && rules[search.rule].action == search.action
  {
    if |rules| > 0 { AuxRuleGround(id, rules[..|rules| - 1], flow, direction); }
  }

  lemma AuxStandingGround(policies: List<Policy>, flow: Flow, direction: Direction, tier: Tier)
    requires flow.Subject(direction).IsGoverned()
    ensures var standing := flow.StandingOf(policies, direction, tier);
            standing.Leads? ==> IsReal(policies, flow, direction, standing.ground, {standing.action}, false)
  {
    if |policies| > 0 {
      var init, last := policies[..|policies| - 1], policies[|policies| - 1];
      AuxStandingGround(init, flow, direction, tier);
      AuxRuleGround(last.id, last.Rules(direction), flow, direction);
      assert policies == init + [last];
      assert forall policy <- init :: policy in policies;
      assert last in policies;
    }
  }

/// P11. A flow is reported as gained exactly when it was not allowed and now is, as lost exactly when it was allowed and no longer is.
  lemma DifferencesAreExact(before: Outcome, after: Outcome)
    ensures Difference.Of(before, after).Gained? <==> !before.Allowed? && after.Allowed?
    ensures Difference.Of(before, after).Lost? <==> before.Allowed? && !after.Allowed?
  {
  }
}
