include "NetworkRules.dfy"

/// What network policies together allow: NetworkPolicy between the two tiers of ClusterNetworkPolicy, in one form.
///
/// Mirrors k8s.io/api/networking/v1/types.go and sigs.k8s.io/network-policy-api/apis/v1alpha2: the Admin tier decides
/// first, then NetworkPolicies for the pods they isolate, then the Baseline tier; what nobody decides is allowed.
/// Policies of a tier count by priority, NetworkPolicies add up.
module SafePolicy {
  import opened Native
  import opened Int32s
  import opened Lists
  import opened LabelMatching
  import opened NetworkRules

  datatype Tier = Admin | Middle | Baseline

  datatype Direction = Ingress | Egress

/// `policyTypes`: without it, every policy is about ingress, and about egress if it has egress rules.
  datatype Types = Types(written: bool, ingress: bool, egress: bool) {
    function Defaulted(hasEgressRules: bool): Types {
      if written then this else Types(true, true, hasEgressRules)
    }
  }

/// What one rule or another says about a flow; numbers are those of policies and their rules.
  datatype Ground = Nothing | ByRule(policy: Int32, rule: Int32) | ByIsolation(policy: Int32)

  datatype Ruling = Allow(ground: Ground) | Refuse(ground: Ground) | Unsure(reason: Reason, one: Ground, other: Ground)

/// What NetworkPolicies say together: nobody isolates the pod, some do, and a rule lets the flow through or may do so.
  datatype Union = Open | Closed(policy: Int32) | Through(policy: Int32, rule: Int32) | Doubt(reason: Reason) {
    function Plus(other: Union): Union {
      if Through? then this else if other.Through? then other
      else if Doubt? then this else if other.Doubt? then other
      else if Closed? then this else other
    }
  }

/// What a tier says: nothing; what its most urgent policy says; or that two of the same urgency contradict each other.
  datatype Standing =
    | Silent
    | Leads(priority: Int32, action: Action, ground: Ground)
    | Splits(priority: Int32, ground: Ground, against: Ground)
    | Unclear(priority: Int32, reason: Reason)
  {
    function Plus(other: Standing): Standing {
      if Silent? then other else if other.Silent? then this
      else if priority != other.priority then (if priority < other.priority then this else other)
      else if Unclear? then this else if other.Unclear? then other
      else if Splits? then this else if other.Splits? then other
      else if action == other.action then this else Splits(priority, ground, other.ground)
    }
  }

/// The first rule of a policy that hits, as far as it can be told.
  datatype Search = Going | Leaning(action: Action, reason: Reason, rule: Int32) | Found(action: Action, rule: Int32) | Lost(reason: Reason)

  datatype Policy = Policy(id: Int32, tier: Tier, priority: Int32, place: Place, pods: Selector, types: Types,
                           ingress: List<Rule>, egress: List<Rule>) {
    predicate Selects(pod: Pod) {
      !pod.onHost && place.Holds(pod) && pods.Matches(pod.labels)
    }

    predicate Governs(direction: Direction) {
      var types := types.Defaulted(|egress| as Int32 > 0);
      if direction.Ingress? then types.ingress else types.egress
    }

    function Rules(direction: Direction): List<Rule> { if direction.Ingress? then ingress else egress }

    predicate Isolates(pod: Pod, direction: Direction) {
      tier.Middle? && Governs(direction) && Selects(pod)
    }

    function UnionOf(flow: Flow, direction: Direction): Union
      requires flow.Subject(direction).IsGoverned()
    {
      if Isolates(flow.Subject(direction).pod, direction) then flow.AnyHit(id, Rules(direction), direction) else Open
    }

    function StandingOf(flow: Flow, direction: Direction, asked: Tier): Standing
      requires flow.Subject(direction).IsGoverned()
    {
      if tier == asked && Governs(direction) && Selects(flow.Subject(direction).pod) then
        match flow.FirstHit(Rules(direction), direction)
        case Going => Silent
        case Leaning(_, reason, _) => Unclear(priority, reason)
        case Found(action, rule) => Leads(priority, action, ByRule(id, rule))
        case Lost(reason) => Unclear(priority, reason)
      else Silent
    }
  }

/// A new connection from one endpoint to a port of another.
  datatype Flow = Flow(source: Endpoint, target: Endpoint, protocol: Protocol, number: Int32) {
/// The end whose policies decide in a direction, and the other one.
    function Subject(direction: Direction): Endpoint { if direction.Ingress? then target else source }

    function Other(direction: Direction): Endpoint { if direction.Ingress? then source else target }

    function HitOf(rule: Rule, direction: Direction): Hit { rule.Hit(Other(direction), target, protocol, number) }

/// What the rules of one NetworkPolicy say: the first that hits lets the flow through.
    function AnyHit(id: Int32, rules: List<Rule>, direction: Direction): Union {
      if |rules| == 0 then Closed(id)
      else AnyHit(id, rules[..|rules| - 1], direction).Plus(OneRule(id, rules[|rules| - 1], (|rules| - 1) as Int32, direction))
    } by method {
      var union := Closed(id);
      for i: Int32 := 0 to |rules| as Int32
        invariant union == AnyHit(id, rules[..i], direction)
      {
        assert rules[..i + 1][..i] == rules[..i];
        union := union.Plus(OneRule(id, rules[i], i, direction));
      }
      assert rules[..|rules|] == rules;
      return union;
    }

    function OneRule(id: Int32, rule: Rule, i: Int32, direction: Direction): Union {
      match HitOf(rule, direction)
      case Yes => Through(id, i)
      case No => Closed(id)
      case Maybe(reason) => Doubt(reason)
    }

    function FirstHit(rules: List<Rule>, direction: Direction): Search {
      if |rules| == 0 then Going
      else Next(FirstHit(rules[..|rules| - 1], direction), rules[|rules| - 1], (|rules| - 1) as Int32, direction)
    } by method {
      var search := Going;
      for i: Int32 := 0 to |rules| as Int32
        invariant search == FirstHit(rules[..i], direction)
      {
        assert rules[..i + 1][..i] == rules[..i];
        search := Next(search, rules[i], i, direction);
      }
      assert rules[..|rules|] == rules;
      return search;
    }

/// One rule further: a rule that may hit leaves the answer open unless the next sure one says the same.
    function Next(search: Search, rule: Rule, i: Int32, direction: Direction): Search {
      if search.Found? || search.Lost? then search
      else match HitOf(rule, direction)
           case No => search
           case Yes => if search.Going? || search.action == rule.action then Found(rule.action, i) else Lost(search.reason)
           case Maybe(reason) => if search.Going? then Leaning(rule.action, reason, i)
           else if search.action == rule.action then search else Lost(reason)
    }

    function UnionOf(policies: List<Policy>, direction: Direction): Union
      requires Subject(direction).IsGoverned()
    {
      if |policies| == 0 then Open
      else UnionOf(policies[..|policies| - 1], direction).Plus(policies[|policies| - 1].UnionOf(this, direction))
    } by method {
      var union := Open;
      for i: Int32 := 0 to |policies| as Int32
        invariant union == UnionOf(policies[..i], direction)
      {
        assert policies[..i + 1][..i] == policies[..i];
        union := union.Plus(policies[i].UnionOf(this, direction));
      }
      assert policies[..|policies|] == policies;
      return union;
    }

    function StandingOf(policies: List<Policy>, direction: Direction, tier: Tier): Standing
      requires Subject(direction).IsGoverned()
    {
      if |policies| == 0 then Silent
      else StandingOf(policies[..|policies| - 1], direction, tier).Plus(policies[|policies| - 1].StandingOf(this, direction, tier))
    } by method {
      var standing := Silent;
      for i: Int32 := 0 to |policies| as Int32
        invariant standing == StandingOf(policies[..i], direction, tier)
      {
        assert policies[..i + 1][..i] == policies[..i];
        standing := standing.Plus(policies[i].StandingOf(this, direction, tier));
      }
      assert policies[..|policies|] == policies;
      return standing;
    }

/// What the policies say in one direction.
    function Ruling(policies: List<Policy>, direction: Direction): Ruling {
      if !Subject(direction).IsGoverned() then Allow(Nothing)
      else match StandingOf(policies, direction, Admin)
           case Leads(_, Accept, ground) => Allow(ground)
           case Leads(_, Deny, ground) => Refuse(ground)
           case Splits(_, ground, against) => Unsure(Conflict, ground, against)
           case Unclear(_, reason) => Unsure(reason, Nothing, Nothing)
           case _ => BelowAdmin(policies, direction)
    }

/// What is left to say when the Admin tier does not decide.
    function BelowAdmin(policies: List<Policy>, direction: Direction): Ruling
      requires Subject(direction).IsGoverned()
    {
      match UnionOf(policies, direction)
      case Through(policy, rule) => Allow(ByRule(policy, rule))
      case Closed(policy) => Refuse(ByIsolation(policy))
      case Doubt(reason) => Unsure(reason, Nothing, Nothing)
      case Open =>
        match StandingOf(policies, direction, Baseline)
        case Leads(_, Deny, ground) => Refuse(ground)
        case Leads(_, Accept, ground) => Allow(ground)
        case Splits(_, ground, against) => Unsure(Conflict, ground, against)
        case Unclear(_, reason) => Unsure(reason, Nothing, Nothing)
        case _ => Allow(Nothing)
    }

/// A pod always reaches itself.
    predicate IsLoop() { source.OfPod? && target.OfPod? && source.pod.id == target.pod.id }

/// A pod is always reached from its own node.
    function FromOwnNode(): Hit {
      if !(source.OfPod? && target.OfPod? && source.pod.onHost && !target.pod.onHost) then No
      else if source.pod.node.NotKnown? || target.pod.node.NotKnown? then Maybe(HostNode)
      else if source.pod.node == target.pod.node then Yes else No
    }

/// Both ends together.
    function Join(outgoing: Ruling, incoming: Ruling): Outcome {
      if IsLoop() || FromOwnNode().Yes? then Allowed
      else if outgoing.Allow? && incoming.Allow? then Allowed
      else if FromOwnNode().Maybe? && (outgoing.Refuse? || incoming.Refuse?) then Unknown(HostNode)
      else if outgoing.Refuse? || incoming.Refuse? then Denied
      else if outgoing.Unsure? then Unknown(outgoing.reason) else Unknown(incoming.reason)
    }

    function Outcome(policies: List<Policy>): Outcome {
      Join(Ruling(policies, Egress), Ruling(policies, Ingress))
    }
  }

  datatype Outcome = Allowed | Denied | Unknown(reason: Reason)
}
