include "SafeCapability.dfy"

/// Who may write a Role, a ClusterRole or a binding.
///
/// Mirrors the policy-based storages and `escalation_check.go` of k8s.io/kubernetes/pkg/registry/rbac.
module Granting {
  import opened Int32s
  import opened Lists
  import opened Permissions
  import opened PolicyRules
  import opened SafeCapability

/// A list of permissions as evidence.
  datatype Evidence = Evidence(permissions: List<Permission>) {
/// Each permission once, where it first stands.
/// The set is a persistent hash set: a list of thousands takes thousands of steps, not millions.
    method Distinct() returns (distinct: seq<Permission>)
      ensures distinct == Firsts(permissions)
    {
      distinct := [];
      var seen: set<Permission> := {};
      for i: Int32 := 0 to |permissions| as Int32
        invariant distinct == Firsts(permissions[..i])
        invariant forall p :: p in seen <==> p in permissions[..i]
      {
        var permission := permissions[i];
        assert permissions[..i + 1] == permissions[..i] + [permission];
        if permission !in seen {
          seen := seen + {permission};
          distinct := distinct + [permission];
        }
      }
      assert permissions[..|permissions|] == permissions;
    }

    static ghost function Firsts(all: seq<Permission>): seq<Permission> {
      if all == [] then []
      else
        var init, last := all[..|all| - 1], all[|all| - 1];
        Firsts(init) + if last in init then [] else [last]
    }
  }

/// What a write grants: the rules of a role, or of the role a binding refers to, if there is such a role.
  datatype Grant = Missing | Rights(rules: Rules)

/// Why a write is allowed: the author is of `system:masters`, may `escalate` or `bind`, or holds all that is granted.
  datatype Ground = Masters | Entitled | Holds

/// Not allowed: the role a binding refers to does not exist, or the author lacks some of what is granted, or some of
/// the full authority that an aggregated role takes.
  datatype Decision =
    | Allowed(ground: Ground)
    | NoSuchRole
    | Exceeds(uncovered: seq<Permission>, authority: seq<Permission>)

/// Every verb on every resource and on every path.
  const Everything := Rules([Rule([Any], [Any], [Every], [], []), Rule([Any], [], [], [], [Url([Star])])])

  datatype Author = Author(masters: bool, rules: Rules) {
    ghost predicate MayWrite(entitlement: Permission, grant: Grant, aggregates: bool) {
      || masters
      || rules.Allows(entitlement)
      || (grant.Rights? && rules.Covers(grant.rules) && (aggregates ==> rules.Covers(Everything)))
    }

/// Decides a write. `entitlement` is `escalate` on the role written, or `bind` on the role referred to;
/// `aggregates` says that the role has, or had, an aggregation rule.
    method Decide(entitlement: Permission, grant: Grant, aggregates: bool) returns (decision: Decision)
      ensures decision.Allowed? <==> MayWrite(entitlement, grant, aggregates)
      ensures decision.Allowed? && decision.ground.Holds? ==> grant.Rights? && rules.Covers(grant.rules)
      ensures decision.NoSuchRole? ==> grant.Missing?
      ensures decision.Exceeds? ==> grant.Rights? && decision.uncovered == rules.Refused(grant.rules.Permissions())
      ensures decision.Exceeds? && !aggregates ==> decision.authority == []
      ensures decision.Exceeds? && aggregates ==> decision.authority == rules.Refused(Everything.Permissions())
    {
      if masters { return Allowed(Masters); }
      if rules.Allows(entitlement) { return Allowed(Entitled); }
      if grant.Missing? { return NoSuchRole; }
      var uncovered := rules.Uncovered(grant.rules);
      var authority := [];
      if aggregates { authority := rules.Uncovered(Everything); }
      if uncovered == [] && authority == [] { return Allowed(Holds); }
      return Exceeds(uncovered, authority);
    }
  }
}
