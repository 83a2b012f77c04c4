include "SafePolicy.dfy"

/// Zones: what their owners say may cross their border, and the flows that break the word.
module NetworkZones {
  import opened Int32s
  import opened Lists
  import opened LabelMatching
  import opened NetworkRules
  import opened SafePolicy

/// Flows that may cross the border: at these pods of the zone, by this rule.
  datatype Permit = Permit(pods: Selector, rule: Rule) {
    predicate Lets(flow: Flow, direction: Direction)
      requires flow.Subject(direction).OfPod?
    {
      pods.Matches(flow.Subject(direction).pod.labels) && flow.HitOf(rule, direction).Yes?
    }
  }

  datatype Zone = Zone(namespaces: Selector, permits: List<Permit>) {
    predicate Holds(endpoint: Endpoint) { endpoint.OfPod? && namespaces.Matches(endpoint.pod.nsLabels) }

/// From outside to a pod of the zone that policies can protect (or, for egress, the other way).
    predicate IsCrossed(flow: Flow, direction: Direction) {
      flow.Subject(direction).IsGoverned() && Holds(flow.Subject(direction)) && !Holds(flow.Other(direction))
    }

    predicate Lists(flow: Flow, direction: Direction)
      requires flow.Subject(direction).OfPod?
    {
      exists permit <- permits :: permit.Lets(flow, direction)
    } by method {
      for i: Int32 := 0 to |permits| as Int32
        invariant forall permit <- permits[..i] :: !permit.Lets(flow, direction)
      {
        if permits[i].Lets(flow, direction) { return true; }
      }
      return false;
    }

/// The policies allow what the zone does not list.
    predicate IsBroken(flow: Flow, policies: List<Policy>, direction: Direction) {
      IsCrossed(flow, direction) && flow.Ruling(policies, direction).Allow? && !Lists(flow, direction)
    }

/// The first of some flows that breaks the zone; their number when none does.
    method FirstBreach(flows: List<Flow>, policies: List<Policy>, direction: Direction) returns (first: Int32)
      ensures 0 <= first as int <= |flows|
      ensures first as int < |flows| ==> IsBroken(flows[first], policies, direction)
      ensures forall i :: 0 <= i < first ==> !IsBroken(flows[i], policies, direction)
    {
      for i: Int32 := 0 to |flows| as Int32
        invariant forall j :: 0 <= j < i ==> !IsBroken(flows[j], policies, direction)
      {
        if IsBroken(flows[i], policies, direction) { return i; }
      }
      return |flows| as Int32;
    }

/// Whether a zone that promises that everything inside may talk loses this flow.
    predicate IsLost(flow: Flow, outcome: Outcome) {
      Holds(flow.source) && Holds(flow.target) && outcome.Denied?
    }
  }

/// What a change does to one flow.
  datatype Difference = Same | Gained | Lost {
    static function Of(before: Outcome, after: Outcome): Difference {
      if before.Allowed? == after.Allowed? then Same else if after.Allowed? then Gained else Difference.Lost
    }
  }
}
